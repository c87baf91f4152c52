/** A number that somebody is still choosing; it is sent once they pause. */
export class Draft {
  value: number | null = $state(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (value: number) => void) {}

  /** Shows the value at once and sends it unless another one follows within the pause, in milliseconds. */
  set(value: number, pause: number): void {
    clearTimeout(this.timer);
    this.value = value;
    this.timer = setTimeout(() => this.commit(value), pause);
  }

  commit(value: number): void {
    clearTimeout(this.timer);
    this.send(value);
    this.value = null;
  }
}
