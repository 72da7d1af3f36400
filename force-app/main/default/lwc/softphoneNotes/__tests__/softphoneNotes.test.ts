import SoftphoneNotes from 'c/softphoneNotes';
import { mount, redrawn, typeInto, unmountAll } from '../../../../../../test/components/mount.ts';
import { aConnectedInteraction } from '../../../../../../test/components/views.ts';

function mountWith(notes = '') {
  const properties = { interaction: aConnectedInteraction({ notes }), reachable: true };
  const mounted = mount('c-softphone-notes', SoftphoneNotes, properties);
  return { ...mounted, field: mounted.find('textarea') as HTMLTextAreaElement };
}

const wrote = (notes: string) => ({ type: 'writeNotes', interactionId: 'interaction-1', notes });

describe('c-softphone-notes', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows the notes that are kept', () => {
    expect(mountWith('Boiler 8831').field.value).toBe('Boiler 8831');
  });

  it('sends the notes once when typing rests', () => {
    const notes = mountWith();

    typeInto(notes.field, 'Boi');
    jest.advanceTimersByTime(300);
    typeInto(notes.field, 'Boiler');
    jest.advanceTimersByTime(5000);

    expect(notes.commands).toEqual([wrote('Boiler')]);
  });

  it('sends the notes at once when the field is left, and not again', () => {
    const notes = mountWith();

    typeInto(notes.field, 'Boiler');
    notes.field.dispatchEvent(new FocusEvent('blur'));
    jest.advanceTimersByTime(5000);

    expect(notes.commands).toEqual([wrote('Boiler')]);
  });

  it('sends the notes at once when the page is left, so that a reload loses nothing', () => {
    const notes = mountWith();

    typeInto(notes.field, 'Boiler');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));

    expect(notes.commands).toEqual([wrote('Boiler')]);
  });

  it('sends nothing when nothing was written', () => {
    const notes = mountWith('Boiler');

    notes.field.dispatchEvent(new FocusEvent('blur'));

    expect(notes.commands).toEqual([]);
  });

  it('keeps what is being typed when older notes come back', async () => {
    const notes = mountWith();
    typeInto(notes.field, 'Boiler');
    jest.advanceTimersByTime(1000);
    typeInto(notes.field, 'Boiler 8831');

    notes.element.interaction = aConnectedInteraction({ notes: 'Boiler' });
    await redrawn();

    expect(notes.field.value).toBe('Boiler 8831');
  });

  it('shows what another tab has written', async () => {
    const notes = mountWith('Boiler');

    notes.element.interaction = aConnectedInteraction({ notes: 'Boiler 8831' });
    await redrawn();

    expect(notes.field.value).toBe('Boiler 8831');
  });

  it('begins anew for another interaction', async () => {
    const notes = mountWith();
    typeInto(notes.field, 'Boiler');

    notes.element.interaction = aConnectedInteraction({ id: 'interaction-2' as never });
    await redrawn();

    expect(notes.field.value).toBe('');
  });

  it('keeps what is written without a connection, and sends it when the connection is back', () => {
    const notes = mountWith();
    notes.element.reachable = false;
    typeInto(notes.field, 'Boiler');
    jest.advanceTimersByTime(5000);
    expect(notes.commands).toEqual([]);

    notes.element.reachable = true;
    jest.advanceTimersByTime(5000);

    expect(notes.commands).toEqual([wrote('Boiler')]);
  });

  it('sends again what was not kept, until it is', async () => {
    const notes = mountWith();
    typeInto(notes.field, 'Boiler');
    jest.advanceTimersByTime(15_000);
    expect(notes.commands).toEqual([wrote('Boiler'), wrote('Boiler')]);

    notes.element.interaction = aConnectedInteraction({ notes: 'Boiler' });
    await redrawn();
    jest.advanceTimersByTime(60_000);

    expect(notes.commands).toHaveLength(2);
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    await expect(mountWith('Boiler').element).toBeAccessible();
  });
});
