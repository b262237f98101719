import type { UserRole, UserStatus } from '../generated/client-operations.ts';

/** A made-up person of the local directory. */
export interface Person {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly role: UserRole;
  readonly status: UserStatus;
  readonly attributes: { readonly team: string; readonly city: string };
}

/** Of those who are active or suspended; public, as is all of the local system. */
export const OTHERS_PASSWORD = 'Person-local-1!';

type Row = readonly [first: string, last: string, team: string, city: string, rest?: Rest];
type Rest = Partial<Pick<Person, 'role' | 'status'>>;

// Active members unless the row says otherwise.
const ROWS: readonly Row[] = [
  ['Amara', 'Okafor', 'Platform', 'Lagos', { role: 'ADMIN' }],
  ['Anders', 'Lindqvist', 'Platform', 'Stockholm'],
  ['Aylin', 'Yılmaz', 'Design', 'Istanbul'],
  ['Benjamin', 'Katz', 'Sales', 'Haifa', { status: 'INVITED' }],
  ['Camille', 'Lefèvre', 'Design', 'Lyon'],
  ['Carlos', 'Mendoza', 'Support', 'Bogotá'],
  ['Chiara', 'Ricci', 'Marketing', 'Bologna', { status: 'INVITED' }],
  ['Daniel', "O'Sullivan", 'Support', 'Cork'],
  ['Dmitri', 'Volkov', 'Data', 'Riga'],
  ['Elena', 'Popescu', 'Data', 'Cluj', { role: 'ADMIN' }],
  ['Emeka', 'Nwosu', 'Platform', 'Abuja', { status: 'INVITED' }],
  ['Fatima', 'Zahra', 'Finance', 'Casablanca'],
  ['Grace', 'Mbeki', 'Finance', 'Durban', { status: 'SUSPENDED' }],
  ['Haruto', 'Tanaka', 'Platform', 'Osaka'],
  ['Ingrid', 'Haugen', 'Sales', 'Bergen'],
  ['Isabela', 'Ferreira', 'Marketing', 'Porto', { status: 'INVITED' }],
  ['Jakub', 'Nowak', 'Platform', 'Kraków'],
  ['Jia', 'Chen', 'Data', 'Taipei'],
  ['Kwame', 'Boateng', 'Support', 'Accra'],
  ['Leila', 'Haddad', 'Design', 'Beirut', { status: 'INVITED' }],
  ['Lukas', 'Schneider', 'Sales', 'Leipzig', { status: 'SUSPENDED' }],
  ['Mei Ling', 'Wong', 'Finance', 'Penang'],
  ['Niamh', 'Byrne', 'Marketing', 'Galway'],
  ['Oliver', 'Smith-Jones', 'Platform', 'Bristol', { role: 'ADMIN', status: 'INVITED' }],
  ['Priya', 'Raghavan', 'Data', 'Chennai'],
  ['Rafael', 'Álvarez', 'Support', 'Sevilla', { status: 'INVITED' }],
  ['Sofía', 'Giménez', 'Finance', 'Rosario'],
  ['Zoë', 'van den Berg', 'Design', 'Utrecht', { status: 'INVITED' }],
];

/** The people of the local directory besides those of sign-ins.ts: always the same. */
export const PEOPLE: readonly Person[] = ROWS.map(
  ([firstName, lastName, team, city, rest = {}], index) => ({
    email: `${handle(firstName)}.${handle(lastName)}@example.com`,
    firstName,
    lastName,
    // 555-0100 to 555-0199 are kept for fiction.
    phone: index % 3 === 2 ? null : `+1 202-555-01${String(index).padStart(2, '0')}`,
    role: 'MEMBER',
    status: 'ACTIVE',
    attributes: { team, city },
    ...rest,
  }),
);

function handle(name: string): string {
  const plain = name.normalize('NFD').replaceAll('ı', 'i');
  return plain.replaceAll(/[^A-Za-z]/gu, '').toLowerCase();
}
