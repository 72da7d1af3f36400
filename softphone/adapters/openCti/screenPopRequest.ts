import type { ScreenPop } from '../../core/index.ts';
import type { ScreenPopRequest, ScreenPopType } from './openCtiTypes.ts';

/** What `screenPop()` is asked for; see the table of "screenPop() for Lightning Experience". */
export function screenPopRequest(
  pop: ScreenPop,
  types: Readonly<Record<ScreenPopType, string>>,
): ScreenPopRequest {
  switch (pop.kind) {
    case 'record':
      return { type: types.SOBJECT, params: { recordId: pop.recordId } };
    case 'newRecord': {
      // The page names the defaults in both places; a desktop reads one of them.
      const defaultFieldValues = pop.fields;
      const params = { entityName: pop.objectType, defaultFieldValues };
      return { type: types.NEW_RECORD_MODAL, params, defaultFieldValues };
    }
    case 'search':
      return { type: types.SEARCH, params: { searchString: pop.text } };
    case 'list':
      return { type: types.LIST, params: { listViewId: pop.listViewId, scope: pop.objectType } };
    case 'objectHome':
      return { type: types.OBJECTHOME, params: { scope: pop.objectType } };
    case 'page':
      return { type: types.URL, params: { url: pop.path } };
    case 'flow':
      return { type: types.FLOW, params: { flowDevName: pop.flow, flowArgs: flowArguments(pop.inputs) } };
  }
}

function flowArguments(inputs: Readonly<Record<string, string>>) {
  return Object.entries(inputs).map(([name, value]) => ({ name, type: 'String', value }));
}
