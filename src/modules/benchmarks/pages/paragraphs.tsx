/** What somebody typed: an empty line parts paragraphs. */
export function Paragraphs({ words, lang }: { words: string; lang: string }) {
  return (
    <>
      {words.split(/\n{2,}/).map((paragraph, at) => (
        <p key={at} lang={lang} dir="auto">
          {paragraph}
        </p>
      ))}
    </>
  );
}
