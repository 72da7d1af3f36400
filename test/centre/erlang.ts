/**
 * Waiting in a queue with `agents` servers, Poisson arrivals and exponential service, in the steady state. `load` is the
 * offered traffic in erlang: arrival rate × mean service time.
 */
export interface QueueModel {
  readonly load: number;
  readonly agents: number;
  readonly meanServiceSeconds: number;
}

export interface WaitingFigures {
  /** Part of the callers who have to wait. */
  readonly waits: number;
  /** Mean wait of all callers, those who leave included. */
  readonly meanWaitSeconds: number;
  /** Part of the callers who leave before an answer. */
  readonly abandons: number;
}

/** Erlang C: nobody leaves. Source: A. K. Erlang, 1917; the load must be less than the agents can carry. */
export function erlangC({ load, agents, meanServiceSeconds }: QueueModel): WaitingFigures {
  let blocked = 1;
  for (let servers = 1; servers <= agents; servers += 1) {
    blocked = (load * blocked) / (servers + load * blocked);
  }
  const waits = (agents * blocked) / (agents - load * (1 - blocked));
  return { waits, meanWaitSeconds: (waits * meanServiceSeconds) / (agents - load), abandons: 0 };
}

/** The part of the callers who are answered within `seconds`, by Erlang C. */
export function answeredWithin(model: QueueModel, seconds: number): number {
  const { load, agents, meanServiceSeconds } = model;
  return 1 - erlangC(model).waits * Math.exp((-(agents - load) * seconds) / meanServiceSeconds);
}

/**
 * Erlang A: who waits leaves after an exponential time. Steady state of the birth and death process with death rate
 * min(n, agents) μ + max(0, n − agents) θ. Source: C. Palm, 1957.
 */
export function erlangA({
  load,
  agents,
  meanServiceSeconds,
  meanPatienceSeconds,
}: QueueModel & { readonly meanPatienceSeconds: number }): WaitingFigures {
  const arrival = load / meanServiceSeconds;
  const weights = [1];
  for (let present = 1; ; present += 1) {
    const leaving = Math.max(0, present - agents) / meanPatienceSeconds;
    const served = Math.min(present, agents) / meanServiceSeconds;
    const weight = ((weights[present - 1] ?? 0) * arrival) / (served + leaving);
    weights.push(weight);
    if (present > agents && weight < 1e-15 * Math.max(...weights)) break;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const waiting = weights.reduce((sum, weight, present) => sum + Math.max(0, present - agents) * weight, 0);
  const waits = weights.slice(agents).reduce((sum, weight) => sum + weight, 0) / total;
  const meanWaitSeconds = waiting / total / arrival;
  return { waits, meanWaitSeconds, abandons: meanWaitSeconds / meanPatienceSeconds };
}
