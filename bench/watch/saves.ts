import type { Saved } from './types.ts';

/** A change of a file, and what shows it. */
interface Save {
  readonly file: string;
  /** What of the file makes way for another text. */
  readonly before: RegExp;
  readonly after: (count: number) => string;
  /** A query whose answer has the number of the save. */
  readonly query: string;
  /** Times that the engine says it is live: at once, and after a synthesis in the background. */
  readonly told: number;
}

const ID = '00000000-0000-4000-8000-000000000000';

/** Each in a file as large as those people work on, whose answer is the new one from some request on. */
export const SAVES: Readonly<Record<Saved, Save>> = {
  resolver: {
    file: 'resolvers/Query.userStats.ts',
    before: /counts\.total \?\? \d+/,
    after: (count) => `counts.total ?? ${count}`,
    query: '{ userStats { total } }',
    told: 1,
  },
  function: {
    file: 'functions/export-user/export-user.ts',
    before: /nextToken is not one (?:\d+ )?that/,
    after: (count) => `nextToken is not one ${count} that`,
    query: `{ exportUser(id: "${ID}", nextToken: "none") }`,
    told: 1,
  },
  schema: {
    file: 'schema.graphql',
    before: /(?:"Counts of save \d+\."\n)?type UserStats \{/,
    after: (count) => `"Counts of save ${count}."\ntype UserStats {`,
    query: '{ __type(name: "UserStats") { description } }',
    told: 2,
  },
};
