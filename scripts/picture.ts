import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run picture`: draws what imports what, folder by folder, into docs/architecture.md.
 * `npm run picture -- --check` fails when the picture there is not what the sources say.
 */
const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/architecture.md');
const BEGIN = '<!-- picture:begin -->';
const END = '<!-- picture:end -->';

/** Folders that are one box each. */
const BOXES =
  '^(softphone/adapters/[^/]+|softphone/[^/]+|connector/src/(inbound|outbound)/[^/]+|connector/src/callCenter|force-app/main/default/lwc|simulators/[^/]+)/';

interface Graph {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

function draw(): string {
  const graph = JSON.parse(
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--include-only', BOXES],
        ...['--exclude', '\\.test\\.ts$|/testing/', 'softphone', 'connector', 'simulators'],
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    ),
  ) as Graph;
  const arrows = new Set<string>();
  for (const { source, dependencies } of graph.modules) {
    for (const { resolved } of dependencies) {
      const [from, to] = [boxOf(source), boxOf(resolved)];
      if (from && to && from !== to) arrows.add(`  ${id(from)}["${from}"] --> ${id(to)}["${to}"]`);
    }
  }
  return ['```mermaid', 'flowchart LR', ...[...arrows].sort(), '```'].join('\n');
}

function boxOf(path: string): string | undefined {
  return new RegExp(BOXES).exec(path)?.[1];
}

function id(box: string): string {
  return box.replace(/\W/g, '_');
}

const text = readFileSync(page, 'utf8');
const [before = '', rest = ''] = text.split(BEGIN);
const [, after = ''] = rest.split(END);
const drawn = `${before}${BEGIN}\n\n${draw()}\n\n${END}${after}`;

if (!process.argv.includes('--check')) {
  writeFileSync(page, drawn);
} else if (drawn !== text) {
  console.log('The picture in docs/architecture.md is out of date. Run: npm run picture');
  process.exitCode = 1;
}
