/** As people read it. */
export const toJson = (value: unknown): string => JSON.stringify(value ?? null, null, 2);
