import type { User } from 'user-manager-client';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { saveFile, today } from '../../ui/save-file.ts';
import { useToast } from '../../ui/toasts.tsx';

/** Saves people as a CSV file and says so. */
export function useSavePeople() {
  const { exporting } = useTexts();
  const { number } = useFormats();
  const toast = useToast();
  return async (users: readonly User[]): Promise<void> => {
    const { peopleCsv } = await import('./people-csv.ts');
    saveFile(`${exporting.file}-${today()}.csv`, 'text/csv;charset=utf-8', peopleCsv(users));
    toast({ text: exporting.done(number(users.length)) });
  };
}
