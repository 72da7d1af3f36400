import { meantTarget, typedTarget } from 'c/softphoneTarget';

describe('c/softphoneTarget', () => {
  it.each(['21', '2041', '204100'])('takes %s for an extension', (extension) => {
    expect(typedTarget(` ${extension} `)).toEqual({ kind: 'extension', extension });
  });

  it.each(['1', '4155550100', '+49 30 1234', '20-41', '*67'])('takes %s for a number', (number) => {
    expect(typedTarget(number)).toEqual({ kind: 'number', number });
  });

  it('leaves agents and queues as they are', () => {
    const queue = { kind: 'queue', queue: 'Support' } as const;

    expect(meantTarget(queue)).toBe(queue);
    expect(meantTarget({ kind: 'number', number: '2041' })).toEqual({ kind: 'extension', extension: '2041' });
  });
});
