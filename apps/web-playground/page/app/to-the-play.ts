/** What is set up by a link is seen: the play, where its beginning is out of sight. */
export function toThePlay(): void {
  const play = document.querySelector(".play");
  if (play && play.getBoundingClientRect().top < 0) play.scrollIntoView();
}
