import { isSecondClick, raise } from 'c/softphoneCommand';

describe('c/softphoneCommand', () => {
  it('raises a command that leaves every shadow root', () => {
    const target = new EventTarget();
    const heard = jest.fn();
    target.addEventListener('command', heard);

    raise(target, { type: 'retry' });

    expect(heard).toHaveBeenCalledWith(
      expect.objectContaining({ detail: { type: 'retry' }, bubbles: true, composed: true }),
    );
  });

  it('tells the second half of a double click from a click and from the keyboard', () => {
    const click = (detail: number) => isSecondClick(new MouseEvent('click', { detail }));

    expect([0, 1, 2].map(click)).toEqual([false, false, true]);
  });
});
