/** Whether a name that comes from outside is one that there is a text for. */
export const isKeyOf = <Known extends object>(known: Known, key: PropertyKey): key is keyof Known =>
  Object.hasOwn(known, key);
