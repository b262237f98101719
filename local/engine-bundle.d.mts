/** What a start loads: the bundle, or the engine's own files where there is none. */
export declare function mainModule(state: string): string;
/** Loads the engine: its bundle, or its own files where that is damaged. */
export declare function loadEngine(state: string, require: (file: string) => object): object;
/** Where the bundle of one state of the engine is kept. */
export declare function bundleFolder(state: string): string;
