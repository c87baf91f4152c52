import type { Value } from '../lib/api/types';
import { attributeName, valueText } from '../lib/format';
import type { Attribute } from '../lib/home/device.svelte';
import { home } from '../lib/home/home.svelte';
import { t } from '../lib/i18n/i18n.svelte';
import { confirmation } from '../lib/ui/confirmation.svelte';
import { needsConfirmation } from './choose';

/** Sends a wish; asks first where one is due. */
export async function send(attribute: Attribute, value: Value): Promise<void> {
  const ask = needsConfirmation(attribute.view, value);
  const words = {
    name: attribute.device.name,
    what: attributeName(attribute.view),
    value: valueText(attribute.view, value),
  };
  if (ask && !(await confirmation.ask(t('control.confirm.text', words)))) return;
  await home.wish(attribute, value, ask);
}
