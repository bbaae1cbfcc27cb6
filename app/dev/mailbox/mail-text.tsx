/** The text of a mail, with the portal's own addresses as links. They stay relative, so that any own host works. */
export function MailText({ text, origin }: { text: string; origin: string }) {
  let at = 0;
  const parts = text.split(/(https?:\/\/\S+)/).map((part) => {
    const key = at;
    at += part.length;
    const isOwn = part.startsWith(`${origin}/`);
    return isOwn ? (
      <a key={key} href={part.slice(origin.length)}>
        {part}
      </a>
    ) : (
      part
    );
  });
  return <p className="whitespace-pre-line [overflow-wrap:anywhere]">{parts}</p>;
}
