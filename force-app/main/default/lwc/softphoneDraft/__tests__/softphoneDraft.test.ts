import { Draft } from 'c/softphoneDraft';

function typed(text: string): Draft {
  const draft = new Draft();
  draft.text = text;
  return draft;
}

describe('c/softphoneDraft', () => {
  it('is unsaved until its echo comes back', () => {
    const draft = typed('a');
    draft.send();

    expect(draft.unsaved).toBe(true);
    draft.hear('a');
    expect(draft.unsaved).toBe(false);
  });

  it('keeps what was typed after the text that is echoed', () => {
    const draft = typed('a');
    draft.send();
    draft.text = 'ab';
    draft.send();

    draft.hear('a');
    expect(draft.text).toBe('ab');
    draft.hear('ab');
    expect(draft.text).toBe('ab');
  });

  it('takes over a change made elsewhere', () => {
    const draft = typed('a');
    draft.send();
    draft.hear('a');

    draft.hear('changed in another tab');

    expect(draft.text).toBe('changed in another tab');
  });

  it('keeps unsent text when a change is made elsewhere', () => {
    const draft = typed('mine');

    draft.hear('theirs');

    expect(draft.text).toBe('mine');
    expect(draft.unsaved).toBe(true);
  });
});
