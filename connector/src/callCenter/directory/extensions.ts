import type { AgentId } from '../../../../softphone/core/index.ts';
import type { ListedAgent } from '../ports/agentListing.ts';

/** Who is reached by which extension. */
export interface Extensions {
  /** One that two agents have leads to neither. */
  readonly agentOf: ReadonlyMap<string, AgentId>;
  /** The agents of each extension that several have. */
  readonly taken: ReadonlyMap<string, readonly AgentId[]>;
}

export function extensionsOf(agents: readonly ListedAgent[]): Extensions {
  const all = new Map<string, AgentId[]>();
  for (const { id, extension } of agents) {
    if (extension !== undefined) all.set(extension, [...(all.get(extension) ?? []), id]);
  }
  return {
    agentOf: new Map(
      [...all].flatMap(([extension, [id, ...others]]) =>
        id && others.length === 0 ? [[extension, id]] : [],
      ),
    ),
    taken: new Map([...all].filter(([, ids]) => ids.length > 1)),
  };
}
