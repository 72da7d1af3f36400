import { describe, expect, it } from '@jest/globals';
import { trimStylesheet, wordsOf } from './stylesheet.ts';

const used = {
  words: wordsOf(['<p class="slds-box slds-size_1-of-2">', 'get tile() { return `slds-theme_${kind}`; }']),
  symbols: new Set(['standard-contact']),
};
const trim = (css: string) => trimStylesheet(css, used);

describe('the trimmed stylesheet', () => {
  it.each([
    ['of elements', 'a:hover{color:red}'],
    ['of a class that occurs', '.slds-box{margin:0}'],
    ['of a class that is made up at run time', '.slds-theme_shade{margin:0}'],
    ['of an icon that is drawn', '.slds-icon-standard-contact{fill:red}'],
    ['that a class must not have', '.slds-box:not(.slds-absent){margin:0}'],
    ['with braces in a text', '.slds-box:after{content:"}"}'],
    ['for some screens', '@media (min-width:48em){.slds-box{margin:0}}'],
    ['that animates', '.slds-box{animation:turn 1s}@keyframes turn{0%{top:0}to{top:1px}}'],
    ['of a statement', '@layer one,two;'],
  ])('keeps a rule %s', (_which, css) => {
    expect(trim(css)).toBe(css);
  });

  it.each([
    ['of a class that does not occur', '.slds-absent{margin:0}'],
    ['that needs one', '.slds-box .slds-absent>a{margin:0}'],
    ['of an icon that is not drawn', '.slds-icon-standard-case{fill:red}'],
    ['for some screens, when nothing of it is left', '@media print{.slds-absent{margin:0}}'],
    ['that animates nothing', '@keyframes turn{0%{top:0}to{top:1px}}'],
  ])('drops a rule %s', (_which, css) => {
    expect(trim(css)).toBe('');
  });

  it('keeps of a list of selectors those that may match', () => {
    expect(trim('.slds-absent,.slds-box:is(a,b),p{top:0}')).toBe('.slds-box:is(a,b),p{top:0}');
  });
});
