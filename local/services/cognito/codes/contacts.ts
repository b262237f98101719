import type { User } from '../store/users.ts';

/** Where a code can go. */
export interface Contact {
  readonly attribute: 'email' | 'phone_number';
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
}

/** CodeDeliveryDetails of the API. */
export interface CodeDeliveryDetails {
  readonly AttributeName: string;
  readonly DeliveryMedium: 'EMAIL' | 'SMS';
  readonly Destination: string;
}

/** The user's address for a kind of contact, verified or not. */
export function contactOf(user: User, attribute: Contact['attribute']): Contact | null {
  const to = user.attributes.get(attribute) ?? '';
  return to === '' ? null : { attribute, medium: attribute === 'email' ? 'EMAIL' : 'SMS', to };
}

/** How the API names where a code went: masked. */
export function deliveryDetails(contact: Contact): CodeDeliveryDetails {
  return {
    AttributeName: contact.attribute,
    DeliveryMedium: contact.medium,
    Destination: maskAddress(contact.to),
  };
}

/** What is answered when no code went out and the answer must not tell. */
export function pretendedDelivery(typed: string): CodeDeliveryDetails {
  const to = typed.includes('@') ? typed : `${typed}@example.com`;
  return deliveryDetails({ attribute: 'email', medium: 'EMAIL', to });
}

/** `j***@e***` or `+*******1234`. */
export function maskAddress(address: string): string {
  const [name = '', domain] = address.split('@');
  if (domain === undefined) return `+*******${address.slice(-4)}`;
  return `${name.charAt(0)}***@${domain.charAt(0)}***`;
}
