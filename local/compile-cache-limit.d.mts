/**
 * Begins a folder of compiled code anew once it takes more than `most` bytes.
 * @param most bytes @default 200 MiB
 */
export function limitCompileCache(folder: string, most?: number): void;
