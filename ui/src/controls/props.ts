import type { Value } from '../lib/api/types';
import type { Attribute } from '../lib/home/device.svelte';

/** What every control gets. `send` asks for a confirmation where one is due. */
export interface ControlProps {
  attribute: Attribute;
  label: string;
  disabled: boolean;
  send: (value: Value, other?: Attribute) => void;
}
