import { TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { RemovePerson } from './remove-person';

describe('RemovePerson', () => {
  it('says what follows, and takes either answer', async () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    const fixture = TestBed.createComponent(RemovePerson);
    const host = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
    expect(host.querySelector('p')?.textContent).toContain('They leave the meeting at once.');
    const answers: boolean[] = [];
    fixture.componentInstance.answer.subscribe((answer) => answers.push(answer));
    const buttons = [...host.querySelectorAll('button')];
    expect(buttons.map((button) => button.textContent.trim())).toEqual(['Remove', 'Keep']);
    for (const button of buttons) button.click();
    expect(answers).toEqual([true, false]);
  });
});
