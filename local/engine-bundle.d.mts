/** What a start loads: the bundle, or the engine's own files where there is none. */
export declare function mainModule(state: string): string;
