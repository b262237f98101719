/** Why nothing is synthesized, in words for whoever runs it: where the code found out tells nobody anything. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
