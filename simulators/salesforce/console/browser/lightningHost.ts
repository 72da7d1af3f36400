import type { LightningHost } from '../../lightning/lightningHost.ts';
import type { AuraAnswer } from '../../apex/auraRoutes.ts';
import type { ClickToDialFields } from './clickToDial.ts';
import { ask } from './page.ts';
import type { Viewer } from './viewer.ts';

/** The console's services for components. Without a softphone, numbers stay inert. */
export function lightningHost(viewer: Viewer, fields: ClickToDialFields | undefined): LightningHost {
  return {
    async runApex(className, methodName, params) {
      const answer = await ask<AuraAnswer>(`/lightning/apex/${className}/${methodName}`, params ?? {});
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the shape in which Lightning rejects
      if (!('value' in answer)) throw { body: { message: answer.message } };
      return answer.value;
    },
    go: (url) => void viewer.go(url),
    clickToDial: {
      get enabled() {
        return fields?.enabled ?? false;
      },
      onChange: (listener) => fields?.onChange(listener) ?? (() => undefined),
      dial({ number, recordId }) {
        const { record } = viewer.place;
        const { recordName = '', objectType = '' } = record?.recordId === recordId ? record : {};
        fields?.dial({ number, recordId, recordName, objectType });
      },
    },
  };
}
