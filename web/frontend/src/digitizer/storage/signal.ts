/** Something that happens again and again, for those who wait for the next time. */
export class Signal {
  private waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  give(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const go of waiting) go();
  }
}
