import { describe, expect, it } from '@jest/globals';
import { iconSprite, iconsIn } from './iconSprite.ts';

const sprites: Readonly<Record<string, string>> = {
  utility:
    '<svg><symbol viewBox="0 0 5 5"  id="call"><path d="M1"/></symbol><symbol id="call_in"><path/></symbol></svg>',
  standard: '<svg><symbol id="contact" viewBox="0 0 9 9"><g/></symbol></svg>',
};
const spriteOf = (category: string) => sprites[category] ?? '';

describe('the icons', () => {
  it('are those that templates and scripts name, each once', () => {
    const sources = ["icon = 'utility:call'", '<c-icon name="standard:contact"></c-icon> utility:call'];

    expect(iconsIn(sources)).toEqual(['standard:contact', 'utility:call']);
  });

  it('keep their drawing under an id that says their category', () => {
    const sprite = iconSprite(['standard:contact', 'utility:call'], spriteOf);

    expect(sprite).toContain('<symbol id="standard-contact" viewBox="0 0 9 9"><g/></symbol>');
    expect(sprite).toContain('<symbol viewBox="0 0 5 5"  id="utility-call"><path d="M1"/></symbol>');
    expect(sprite).not.toContain('call_in');
  });

  it('that the design system lacks are named together', () => {
    expect(() => iconSprite(['utility:one', 'utility:call', 'custom:two'], spriteOf)).toThrow(
      'utility:one, custom:two',
    );
  });
});
