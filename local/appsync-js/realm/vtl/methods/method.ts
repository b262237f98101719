import { UtilError } from '../../kernel/state.ts';

/** A method of a Java class, which takes its receiver first. */
export type Method<Receiver> = (self: Receiver, ...args: readonly unknown[]) => unknown;

/** The methods of a class by their names. */
export type Methods<Receiver> = Readonly<Record<string, Method<Receiver>>>;

/** Java would throw. AWS does not tell the message of the exception. */
export class JavaException extends UtilError {}
