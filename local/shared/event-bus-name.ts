/** The name of an event bus that is given by its name or by its ARN. */
export const eventBusNameOf = (nameOrArn: string): string =>
  nameOrArn.replace(/^arn:.*:event-bus\//, '');
