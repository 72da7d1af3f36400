import type { ScreenPop } from '../../core/index.ts';
import { newRecordFields } from './newRecordFields.ts';
import type { ScreenPopRequest, ScreenPopType, SoftphoneLayout } from './openCtiTypes.ts';
import { popArguments } from './popArguments.ts';

/** What a screen pop depends on besides itself. */
export interface Desktop {
  readonly types: Readonly<Record<ScreenPopType, string>>;
  readonly layout: SoftphoneLayout;
}

/** Shortest text that the desktop searches for, in characters. */
const SHORTEST_SEARCH = 3;

/**
 * What `screenPop()` is asked for; see the table of "screenPop() for Lightning Experience". `undefined` for a text that
 * is too short to be searched for.
 */
export function screenPopRequest(pop: ScreenPop, { types, layout }: Desktop): ScreenPopRequest | undefined {
  switch (pop.kind) {
    case 'record':
      return { type: types.SOBJECT, params: { recordId: pop.recordId } };
    case 'newRecord': {
      // The page names the defaults in both places; a desktop reads one of them.
      const defaultFieldValues = newRecordFields(pop, layout);
      const params = { entityName: pop.objectType, defaultFieldValues };
      return { type: types.NEW_RECORD_MODAL, params, defaultFieldValues };
    }
    case 'search':
      return pop.text.length < SHORTEST_SEARCH
        ? undefined
        : { type: types.SEARCH, params: { searchString: pop.text } };
    case 'list':
      return { type: types.LIST, params: { listViewId: pop.listViewId, scope: pop.objectType } };
    case 'objectHome':
      return { type: types.OBJECTHOME, params: { scope: pop.objectType } };
    case 'page': {
      const query = new URLSearchParams(popArguments(pop.facts));
      return { type: types.URL, params: { url: `/apex/${pop.page}?${String(query)}` } };
    }
    case 'flow': {
      const given = Object.entries(popArguments(pop.facts));
      const flowArgs = given.map(([name, value]) => ({ name, type: 'String', value }));
      return { type: types.FLOW, params: { flowDevName: pop.flow, flowArgs } };
    }
  }
}
