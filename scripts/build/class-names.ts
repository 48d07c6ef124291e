import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const exported = /^(export (?:abstract )?class (\w+)[^{]*\{)/gm;

/** Keeps the names of classes that users meet, in stack traces and where they are printed: other names are shortened. */
export const classNames: Plugin = {
  name: 'class-names',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/](?:errors[\\/]\w[\w-]*|client[\\/]client)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(exported, "$1 static readonly name: string = '$2';"),
      loader: 'ts',
    }));
  },
};
