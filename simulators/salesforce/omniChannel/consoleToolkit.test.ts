import { describe, expect, it } from '@jest/globals';
import { installConsoleToolkit, type ToolkitWindow } from './consoleToolkit.ts';

const CONSOLE = 'https://org.example.com';

interface Presence {
  setServicePresenceStatus(statusId: string, callback: (answer: unknown) => void): void;
  getServicePresenceStatusId(callback: (answer: unknown) => void): void;
}

function install(search = `?mode=Lightning&sfdcIframeOrigin=${encodeURIComponent(CONSOLE)}`) {
  const posted: unknown[] = [];
  const listeners: Parameters<ToolkitWindow['addEventListener']>[1][] = [];
  const frame: ToolkitWindow = {
    location: { search },
    parent: { postMessage: (message, origin) => posted.push([message, origin]) },
    addEventListener: (_type, listener) => listeners.push(listener),
    sforce: { opencti: 'there before' },
  };
  installConsoleToolkit(frame);
  const { presence } = (frame.sforce?.['console'] ?? {}) as { presence: Presence };
  const hear = (data: unknown, origin = CONSOLE) => {
    for (const listener of listeners) listener({ data, origin, source: frame.parent });
  };
  return { frame, presence, posted, hear };
}

describe('the console toolkit', () => {
  it('asks the console page, beside Open CTI, and gives its answer to the callback', () => {
    const { frame, presence, posted, hear } = install();
    const answers: unknown[] = [];
    presence.setServicePresenceStatus('0N5', (answer) => answers.push(answer));
    presence.getServicePresenceStatusId((answer) => answers.push(answer));

    hear({ consoleToolkit: 'answer', id: 2, answer: { success: true, statusId: '0N5' } });

    expect(frame.sforce).toHaveProperty('opencti', 'there before');
    expect(posted).toEqual([
      [{ consoleToolkit: 'call', id: 1, method: 'setServicePresenceStatus', statusId: '0N5' }, CONSOLE],
      [{ consoleToolkit: 'call', id: 2, method: 'getServicePresenceStatusId' }, CONSOLE],
    ]);
    expect(answers).toEqual([{ success: true, statusId: '0N5' }]);
  });

  it('does not listen to strangers', () => {
    const { presence, hear } = install();
    const answers: unknown[] = [];
    presence.getServicePresenceStatusId((answer) => answers.push(answer));

    hear({ consoleToolkit: 'answer', id: 1, answer: { success: true } }, 'https://stranger.example');

    expect(answers).toEqual([]);
  });

  it('is not there outside of a console', () => {
    expect(install('').frame.sforce).toEqual({ opencti: 'there before' });
  });
});
