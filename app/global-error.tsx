'use client';

import './globals.css';

/** When even the layout breaks: both languages, since it is not known which one is read. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong on our side</title>
        <main className="mx-auto w-full max-w-wrap px-5 py-12">
          <h1>Something went wrong on our side</h1>
          <p>Nothing you sent was half saved. Try again in a few minutes.</p>
          <p className="mt-3">
            <a href="/">Go to the home page</a>
          </p>
          <div lang="es" className="mt-9">
            <h2>Algo falló de nuestro lado</h2>
            <p>Nada de lo que envió quedó guardado a medias. Intente de nuevo en unos minutos.</p>
            <p className="mt-3">
              <a href="/">Ir a la página de inicio</a>
            </p>
          </div>
        </main>
      </body>
    </html>
  );
}
