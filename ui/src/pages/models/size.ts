import type { ModelSize } from '../../lib/api/types';
import { compact } from '../../lib/format';
import { t } from '../../lib/i18n/i18n.svelte';

/** A model's shape in a line. */
export function sizeText(size: ModelSize): string {
  const shape = t('models.size', { parameters: compact(size.parameters), layers: size.layers });
  return size.ahead === 0 ? shape : `${shape} · ${t('models.size.ahead')}`;
}
