/** Who wants to be told, in the order in which they came. */
export function createListeners<Told extends readonly unknown[]>() {
  const listeners = new Set<(...told: Told) => void>();
  return {
    add(listener: (...told: Told) => void): () => void {
      const own = (...told: Told) => {
        listener(...told);
      };
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    tell(...told: Told): void {
      for (const listener of [...listeners]) listener(...told);
    },
  };
}
