/**
 * Stands in bundles where DynamoDB's client would bring what asks AWS for other addresses of its machines, which
 * happens only where somebody sets AWS_ENABLE_ENDPOINT_DISCOVERY: nobody does in a function of this app.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => false,
  configFileSelector: () => false,
  default: false,
};

/** The client's settings as they are. */
export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config;
