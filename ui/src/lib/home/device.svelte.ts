// A device as the page sees it: what was observed, and what somebody wished and the device has not shown yet.
import type { AttributeView, DeviceView, Value } from '../api/types';

export class Attribute {
  view: AttributeView = $state.raw({} as AttributeView);
  value: Value | null = $state(null);
  time: string | null = $state(null);
  /** What was sent and is not observed yet. */
  pending: Value | null = $state(null);
  /** Why the last wish failed, and which one, to try it again. */
  problem: { message: string; value: Value } | null = $state(null);
  ticket = 0;

  constructor(
    view: AttributeView,
    readonly device: Device,
  ) {
    this.view = view;
    this.value = view.value;
    this.time = view.time;
  }

  get id(): string {
    return this.view.id;
  }

  /** What a control shows: the wish while it is under way, what is so otherwise. */
  get shown(): Value | null {
    return this.pending ?? this.value;
  }

  get commandable(): boolean {
    return this.view.access !== 'read';
  }

  observe(value: Value, time: string): void {
    // Times have no fixed number of digits: as texts they do not compare.
    if (this.time !== null && Date.parse(time) < Date.parse(this.time)) return;
    this.value = value;
    this.time = time;
    if (this.pending === value) this.settle();
  }

  /** Takes over what the hub says now; a wish that is under way stays. */
  update(view: AttributeView): void {
    this.view = view;
    if (view.value === null || view.time === null) this.value = view.value;
    else this.observe(view.value, view.time);
  }

  settle(): void {
    this.pending = null;
    this.problem = null;
  }
}

export class Device {
  view: DeviceView = $state.raw({} as DeviceView);
  available = $state(true);
  attributes: Attribute[] = $state.raw([]);
  private byId: Map<string, Attribute> = $state.raw(new Map());

  constructor(view: DeviceView) {
    this.update(view);
  }

  /** Takes over what the hub says now. Attributes that it still has stay the same objects. */
  update(view: DeviceView): void {
    this.view = view;
    this.available = view.available;
    const next = view.attributes.map((described) => {
      const known = this.byId.get(described.id);
      known?.update(described);
      return known ?? new Attribute(described, this);
    });
    this.byId = new Map(next.map((attribute) => [attribute.id, attribute]));
    if (next.length !== this.attributes.length || next.some((one, index) => one !== this.attributes[index]))
      this.attributes = next;
  }

  get id(): string {
    return this.view.id;
  }

  get name(): string {
    return this.view.name;
  }

  attribute(id: string): Attribute | undefined {
    return this.byId.get(id);
  }

  value(id: string): Value | null {
    return this.attribute(id)?.value ?? null;
  }

  get isLight(): boolean {
    return this.view.type.endsWith('Light');
  }
}
