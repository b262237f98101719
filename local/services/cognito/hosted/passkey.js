/* Asks the browser for a passkey, or for a new one, and sends what it says with the form. */
const form = document.querySelector('form');
const problem = document.querySelector('#problem');
const { passkey, options, dismissed } = document.body.dataset;

const asked = JSON.parse(options);

const credentialOf = () =>
  passkey === 'create'
    ? navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked),
      })
    : navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
      });

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  problem.hidden = true;
  try {
    const credential = await credentialOf();
    form.elements.namedItem('credential').value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    // Somebody who waits too long or says no is told nothing of why.
    problem.textContent = error.name === 'NotAllowedError' ? dismissed : error.message;
    problem.hidden = false;
  }
});
