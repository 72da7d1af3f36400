/** An icon by its name in the design system: `utility:call`. */
export type IconName = string;

const named = /\b(utility|standard|action|custom|doctype):([a-z][a-zA-Z0-9_]*)\b/g;

/** The icons that templates and scripts name, in order, each once. */
export function iconsIn(sources: readonly string[]): readonly IconName[] {
  return [...new Set(sources.flatMap((source) => source.match(named) ?? []))].sort();
}

/** `standard-contact`: the symbol's id in our sprite. */
export function symbolId(icon: IconName): string {
  return icon.replace(':', '-');
}

/**
 * One sprite of the named icons, each as the design system draws it. `spriteOf` reads the design system's own sprite
 * of a category.
 * @throws Error that names every icon the design system does not have.
 */
export function iconSprite(icons: readonly IconName[], spriteOf: (category: string) => string): string {
  const missing: IconName[] = [];
  const symbols = icons.map((icon) => {
    const [category = '', name = ''] = icon.split(':');
    const symbol = new RegExp(`<symbol[^>]*\\sid="${name}"[^>]*>[\\s\\S]*?</symbol>`).exec(
      spriteOf(category),
    );
    if (!symbol) missing.push(icon);
    return symbol?.[0].replace(` id="${name}"`, ` id="${symbolId(icon)}"`);
  });
  if (missing.length > 0) throw new Error(`The design system has no such icon: ${missing.join(', ')}`);
  return ['<svg xmlns="http://www.w3.org/2000/svg">', ...symbols, '</svg>\n'].join('\n');
}
