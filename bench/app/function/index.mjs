// What every contestant calls for the field `lambda`, each in its own way.
export async function handler({ text }) {
  return { text: text.toUpperCase() };
}
