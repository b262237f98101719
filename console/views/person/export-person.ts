import type { Client, User } from 'user-manager-client';
import { ExportUserDocument } from 'user-manager-client';
import { useClient } from 'user-manager-client/react';
import { useExplain } from '../../errors/use-explain.ts';
import { saveFile, today } from '../../ui/save-file.ts';
import { useToast } from '../../ui/toasts.tsx';

/** What exportUser answers (functions/export-user). */
export interface PersonExport {
  readonly record?: unknown;
  readonly history: readonly { readonly expiresAt?: number }[];
  readonly identity: {
    readonly enabled: boolean;
    readonly attributes: Readonly<Record<string, string>>;
    readonly groups: readonly string[];
  } | null;
  readonly nextToken?: string;
}

/** Everything that is kept about a person, whole: a long history comes in parts. */
export async function readExport(
  client: Client,
  id: string,
  signal?: AbortSignal,
): Promise<PersonExport | null> {
  const first = await readPart(client, id, null, signal);
  if (first === null) return null;
  const history = [...first.history];
  let { nextToken } = first;
  while (nextToken !== undefined) {
    const part: PersonExport | null = await readPart(client, id, nextToken, signal);
    history.push(...(part?.history ?? []));
    nextToken = part?.nextToken;
  }
  const { nextToken: _nextToken, ...rest } = first;
  return { ...rest, history };
}

async function readPart(
  client: Client,
  id: string,
  nextToken: string | null,
  signal?: AbortSignal,
): Promise<PersonExport | null> {
  const variables = { id, nextToken };
  const options = signal ? { signal } : {};
  const { exportUser } = await client.query(ExportUserDocument, variables, options);
  return (exportUser ?? null) as PersonExport | null;
}

/** Saves everything about a person as a JSON file. */
export function useExportPerson() {
  const client = useClient();
  const toast = useToast();
  const explain = useExplain();
  return async ({ id, email }: Pick<User, 'id' | 'email'>): Promise<void> => {
    try {
      const all = await readExport(client, id);
      saveFile(`${email}-${today()}.json`, 'application/json', JSON.stringify(all, null, 2));
    } catch (error) {
      toast({ tone: 'bad', text: explain(error).text });
    }
  };
}
