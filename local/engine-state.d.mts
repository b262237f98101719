/** Tells one state of the engine's code, and of the packages it is made of, from another. */
export declare function engineState(): string;
