import SoftphoneDisposition from 'c/softphoneDisposition';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { aWrapUp } from '../../../../../../test/components/views.ts';

const many = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'];

function mountWith(dispositions: readonly string[], disposition?: string, required = false) {
  const interaction = aWrapUp(disposition === undefined ? {} : { disposition });
  return mount('c-softphone-disposition', SoftphoneDisposition, {
    interaction,
    dispositions: { names: dispositions, required },
  });
}

describe('c-softphone-disposition', () => {
  afterEach(unmountAll);

  it('puts a few dispositions side by side and marks the chosen one', () => {
    const disposition = mountWith(['Resolved', 'Follow-up'], 'Follow-up');

    expect(disposition.all('input').map((input) => (input as HTMLInputElement).checked)).toEqual([
      false,
      true,
    ]);
  });

  it('marks that one must be chosen', () => {
    expect(mountWith(['Resolved'], undefined, true).has('.slds-required')).toBe(true);
    expect(mountWith(['Resolved']).has('.slds-required')).toBe(false);
  });

  it('puts many into a list, with nothing chosen at first', () => {
    const disposition = mountWith(many);

    expect((disposition.find('select') as HTMLSelectElement).value).toBe('');
    expect(disposition.all('option')).toHaveLength(8);
  });

  it('asks for the disposition that is pressed', () => {
    const disposition = mountWith(['Resolved', 'Follow-up']);

    disposition.all('input')[1]!.click();

    expect(disposition.commands).toEqual([
      { type: 'chooseDisposition', interactionId: 'interaction-1', disposition: 'Follow-up' },
    ]);
  });

  it('asks for the disposition that is taken from the list', () => {
    const disposition = mountWith(many);
    const list = disposition.find('select') as HTMLSelectElement;

    list.value = 'Seven';
    list.dispatchEvent(new CustomEvent('change'));

    expect(disposition.commands).toMatchObject([{ disposition: 'Seven' }]);
  });

  it('shows nothing where no dispositions are set up', () => {
    expect(mountWith([]).has('*')).toBe(false);
  });

  it('is accessible with few and with many', async () => {
    await expect(mountWith(['Resolved', 'Follow-up'], 'Resolved').element).toBeAccessible();
    await expect(mountWith(many).element).toBeAccessible();
  });
});
