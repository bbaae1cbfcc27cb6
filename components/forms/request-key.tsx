import { HiddenField } from './hidden-field';

/** Makes a form that is sent twice do what it does once: for actions with `once`. New with every page. */
export function RequestKey() {
  return <HiddenField name="requestKey" value={crypto.randomUUID()} />;
}
