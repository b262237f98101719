/** Sets a member of any name: assigned, `__proto__` would be lost, and change what the object is. */
export function setOwn<Value>(
  target: Record<string, Value>,
  name: string,
  value: NoInfer<Value>,
): void {
  if (name !== '__proto__') target[name] = value;
  else
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
}
