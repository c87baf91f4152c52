// Which control an attribute gets. Known attributes first; a described one by its kind alone.
import type { AttributeView } from '../lib/api/types';
import type { Attribute, Device } from '../lib/home/device.svelte';

export type ControlName =
  'switch' | 'slider' | 'stepper' | 'field' | 'colour' | 'choice' | 'buttons' | 'position' | 'lock' | 'media' | 'none';

type Shape = Pick<AttributeView, 'id' | 'access' | 'kind' | 'min' | 'max' | 'values'>;

export function control(attribute: Shape): ControlName {
  if (attribute.access === 'read' || attribute.id.startsWith('Switch.')) return 'none';
  switch (attribute.id) {
    case 'DoorLock.lockState':
      return 'lock';
    case 'Media.playback':
      return 'media';
    case 'Thermostat.targetTemperature':
      return 'stepper';
    case 'WindowCovering.position':
    case 'GarageDoor.position':
    case 'Valve.position':
      return 'position';
    case 'WindowCovering.motion':
    case 'GarageDoor.motion':
      return 'none'; // part of the position's control
  }
  switch (attribute.kind) {
    case 'boolean':
      return attribute.access === 'momentary' ? 'buttons' : 'switch';
    case 'choice':
      return (attribute.values?.length ?? 0) <= 5 ? 'buttons' : 'choice';
    case 'colour':
      return 'colour';
    case 'number':
      return attribute.min !== undefined && attribute.max !== undefined ? 'slider' : 'field';
    case 'text':
      return 'field';
  }
}

/** Whether a person is asked first: what opens the home or can endanger it. */
export function needsConfirmation(attribute: Pick<AttributeView, 'id' | 'risk'>, value: unknown): boolean {
  if (attribute.risk !== 'security' && attribute.risk !== 'safety') return false;
  return !(
    value === false ||
    value === 0 ||
    value === 'locked' ||
    value === 'off' ||
    value === 'stopped' ||
    value === 'closing'
  );
}

const FIRST = [
  'LevelControl.currentLevel',
  'Thermostat.targetTemperature',
  'WindowCovering.position',
  'GarageDoor.position',
  'Valve.position',
  'DoorLock.lockState',
  'Fan.percent',
  'Humidity.target',
  'Media.playback',
  'Media.volume',
  'Vacuum.operation',
  'LawnMower.operation',
  'Scene.activated',
  'Script.started',
];

/** The controls of a card: the switch stands in its head. */
export function primary(device: Device): Attribute[] {
  return FIRST.map((id) => device.attribute(id))
    .filter((attribute) => attribute?.commandable === true)
    .slice(0, 2) as Attribute[];
}
