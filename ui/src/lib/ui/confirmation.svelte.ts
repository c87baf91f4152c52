// One question at a time, answered with yes or no.
class Confirmation {
  question = $state('');
  private settle: (yes: boolean) => void = () => {};

  ask(question: string): Promise<boolean> {
    this.answer(false);
    this.question = question;
    return new Promise((resolve) => (this.settle = resolve));
  }

  answer(yes: boolean): void {
    this.question = '';
    this.settle(yes);
  }
}

export const confirmation = new Confirmation();
