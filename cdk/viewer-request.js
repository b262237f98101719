// What CloudFront runs before it looks for a file, on its runtime cloudfront-js-2.0, which knows no modules:
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
// Before it cdk/console.ts puts `const SITES = [...]`: paths of pages beside those at `/`.

/** An address whose last part has no dot is a page, which reads it itself; what has one is a file, or is not there. */
function handler(event) {
  const request = event.request;
  const site =
    SITES.find((path) => request.uri === path || request.uri.startsWith(`${path}/`)) || '';
  if (site !== '' && request.uri === site) {
    return {
      statusCode: 308,
      statusDescription: 'Permanent Redirect',
      headers: { location: { value: `${site}/` } },
    };
  }
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) request.uri = `${site}/index.html`;
  return request;
}
