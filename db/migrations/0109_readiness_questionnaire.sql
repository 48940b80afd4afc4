-- The questions of readiness become a questionnaire of the engine: versions, translations and the editor are its own, and every assessment
-- keeps the version to which it was answered. The answers stay on the person's file (docs/decisions/0109-readiness-questionnaire.md).
-- What was answered so far was answered to the first version, which says the same in the same words.

insert into instruments.instruments (id, code) values ('01a20000-0000-7000-8000-000000000109', 'readiness');
insert into instruments.versions (id, instrument_id, number, content, published_at)
values ('01a20000-0000-7000-8000-000000000110', '01a20000-0000-7000-8000-000000000109', 1, $content$
{
 "title": {
  "en": "How ready a founder is",
  "it": "Quanto è pronto chi vuole fondare un’impresa",
  "fr": "Où en est la personne qui veut créer une entreprise",
  "es": "Cómo de preparada está la persona que quiere emprender",
  "ar": "مدى استعداد المؤسس",
  "ro": "Cât de pregătit este cel care vrea să înființeze o firmă"
 },
 "purpose": {
  "en": "What a founder and a counsellor answer, each by themselves, so that the next step shows. The limits by which answers become a result are those of decision 42.",
  "it": "Le risposte di chi fonda e di chi consiglia, ciascuno per sé, perché si veda il passo successivo. I limiti con cui le risposte diventano un risultato sono quelli della decisione 42.",
  "fr": "Ce que répondent, chacun pour soi, la personne qui crée et celle qui conseille, pour que l’étape suivante apparaisse. Les limites par lesquelles les réponses deviennent un résultat sont celles de la décision 42.",
  "es": "Lo que responden, cada cual por su parte, quien emprende y quien aconseja, para que se vea el siguiente paso. Los límites con los que las respuestas dan un resultado son los de la decisión 42.",
  "ar": "ما يجيب به المؤسس والمستشار، كل على حدة، لكي تظهر الخطوة التالية. الحدود التي تصبح بها الإجابات نتيجة هي حدود القرار 42.",
  "ro": "Ce răspund, fiecare pentru sine, cel care înființează și cel care consiliază, ca să se vadă pasul următor. Limitele prin care răspunsurile devin un rezultat sunt cele din decizia 42."
 },
 "source": null,
 "guarded": false,
 "sections": [
  {
   "id": "right",
   "title": {
    "en": "The right to trade",
    "it": "Il diritto di lavorare in proprio",
    "fr": "Le droit de travailler à son compte",
    "es": "El derecho a trabajar por cuenta propia",
    "ar": "الحق في العمل الحر",
    "ro": "Dreptul de a lucra pe cont propriu"
   },
   "questions": [
    {
     "id": "right-know",
     "label": {
      "en": "Do you know which permits and papers your trade needs?",
      "it": "Sa quali permessi e documenti servono per il suo mestiere?",
      "fr": "Savez-vous quels permis et papiers il faut pour votre métier ?",
      "es": "¿Sabe qué permisos y papeles necesita su oficio?",
      "ar": "هل تعرف التصاريح والأوراق التي تحتاجها مهنتك؟",
      "ro": "Știți ce permise și acte cere meseria dumneavoastră?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I have not asked anybody yet.",
        "it": "Non ho ancora chiesto a nessuno.",
        "fr": "Je n’ai encore demandé à personne.",
        "es": "Todavía no he preguntado a nadie.",
        "ar": "لم أسأل أحدًا بعد.",
        "ro": "Nu am întrebat încă pe nimeni."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "A friend told me, but no office.",
        "it": "Me l’ha detto un amico, non un ufficio.",
        "fr": "Un ami me l’a dit, mais aucun bureau.",
        "es": "Me lo dijo un amigo, pero ninguna oficina.",
        "ar": "أخبرني صديق، لا مكتب رسمي.",
        "ro": "Mi-a spus un prieten, dar niciun birou."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "An office told me which ones I need.",
        "it": "Un ufficio mi ha detto quali mi servono.",
        "fr": "Un bureau m’a dit lesquels il me faut.",
        "es": "Una oficina me dijo cuáles necesito.",
        "ar": "أخبرني مكتب رسمي بما أحتاجه.",
        "ro": "Un birou mi-a spus de care am nevoie."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I have the list and know where to get each paper.",
        "it": "Ho l’elenco e so dove ottenere ogni documento.",
        "fr": "J’ai la liste et je sais où obtenir chaque papier.",
        "es": "Tengo la lista y sé dónde conseguir cada papel.",
        "ar": "لدي القائمة وأعرف من أين أحصل على كل ورقة.",
        "ro": "Am lista și știu de unde iau fiecare act."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "right-papers",
     "label": {
      "en": "How far are you with these papers?",
      "it": "A che punto è con questi documenti?",
      "fr": "Où en êtes-vous avec ces papiers ?",
      "es": "¿Cómo va con esos papeles?",
      "ar": "إلى أين وصلت في هذه الأوراق؟",
      "ro": "Cât de departe ați ajuns cu aceste acte?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I have not begun.",
        "it": "Non ho iniziato.",
        "fr": "Je n’ai pas commencé.",
        "es": "No he empezado.",
        "ar": "لم أبدأ.",
        "ro": "Nu am început."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I have begun, but something important is missing.",
        "it": "Ho iniziato, ma manca qualcosa di importante.",
        "fr": "J’ai commencé, mais il manque quelque chose d’important.",
        "es": "He empezado, pero falta algo importante.",
        "ar": "بدأت، لكن ينقص شيء مهم.",
        "ro": "Am început, dar lipsește ceva important."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "Only small things are missing.",
        "it": "Mancano solo piccole cose.",
        "fr": "Il ne manque que de petites choses.",
        "es": "Solo faltan cosas pequeñas.",
        "ar": "لا تنقص إلا أشياء صغيرة.",
        "ro": "Lipsesc doar lucruri mici."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I have all that I need to start.",
        "it": "Ho tutto quello che serve per iniziare.",
        "fr": "J’ai tout ce qu’il faut pour commencer.",
        "es": "Tengo todo lo que necesito para empezar.",
        "ar": "لدي كل ما أحتاجه للبدء.",
        "ro": "Am tot ce îmi trebuie ca să încep."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "person",
   "title": {
    "en": "You and your life",
    "it": "Lei e la sua vita",
    "fr": "Vous et votre vie",
    "es": "Usted y su vida",
    "ar": "أنت وحياتك",
    "ro": "Dumneavoastră și viața dumneavoastră"
   },
   "questions": [
    {
     "id": "person-time",
     "label": {
      "en": "How much time can you give the firm?",
      "it": "Quanto tempo può dare all’impresa?",
      "fr": "Combien de temps pouvez-vous donner à l’entreprise ?",
      "es": "¿Cuánto tiempo puede dedicar al negocio?",
      "ar": "كم من الوقت تستطيع أن تعطي المشروع؟",
      "ro": "Cât timp puteți da firmei?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I cannot say; every week is different.",
        "it": "Non so dire; ogni settimana è diversa.",
        "fr": "Je ne peux pas le dire ; chaque semaine est différente.",
        "es": "No lo sé; cada semana es distinta.",
        "ar": "لا أعرف؛ كل أسبوع مختلف.",
        "ro": "Nu pot spune; fiecare săptămână este alta."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "A few hours when I am free.",
        "it": "Qualche ora quando ho tempo.",
        "fr": "Quelques heures quand je suis libre.",
        "es": "Unas horas cuando estoy libre.",
        "ar": "بضع ساعات عند الفراغ.",
        "ro": "Câteva ore când am timp."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "Fixed days in the week.",
        "it": "Giorni fissi della settimana.",
        "fr": "Des jours fixes dans la semaine.",
        "es": "Días fijos de la semana.",
        "ar": "أيام ثابتة في الأسبوع.",
        "ro": "Zile fixe din săptămână."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "As much as it needs; my family has agreed.",
        "it": "Quanto serve; la mia famiglia è d’accordo.",
        "fr": "Autant qu’il faut ; ma famille est d’accord.",
        "es": "El que haga falta; mi familia está de acuerdo.",
        "ar": "كل ما يلزم؛ وأسرتي موافقة.",
        "ro": "Cât este nevoie; familia mea este de acord."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "person-family",
     "label": {
      "en": "What do the people close to you think of it?",
      "it": "Che cosa ne pensano le persone a lei vicine?",
      "fr": "Qu’en pensent vos proches ?",
      "es": "¿Qué piensan las personas cercanas a usted?",
      "ar": "ما رأي المقربين منك؟",
      "ro": "Ce cred cei apropiați despre asta?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I have not told them.",
        "it": "Non l’ho detto loro.",
        "fr": "Je ne leur en ai pas parlé.",
        "es": "No se lo he dicho.",
        "ar": "لم أخبرهم.",
        "ro": "Nu le-am spus."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "They are against it, or afraid.",
        "it": "Sono contrari, o hanno paura.",
        "fr": "Ils sont contre, ou ils ont peur.",
        "es": "Están en contra, o tienen miedo.",
        "ar": "هم ضد الفكرة أو خائفون.",
        "ro": "Sunt împotrivă sau se tem."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "They let me try.",
        "it": "Mi lasciano provare.",
        "fr": "Ils me laissent essayer.",
        "es": "Me dejan intentarlo.",
        "ar": "يتركونني أجرب.",
        "ro": "Mă lasă să încerc."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "They help, for example with the children or in the shop.",
        "it": "Aiutano, per esempio con i bambini o in negozio.",
        "fr": "Ils aident, par exemple avec les enfants ou au magasin.",
        "es": "Ayudan, por ejemplo con los niños o en la tienda.",
        "ar": "يساعدون، مثلًا مع الأطفال أو في المحل.",
        "ro": "Ajută, de exemplu cu copiii sau în magazin."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "person-setback",
     "label": {
      "en": "What do you do when something goes wrong?",
      "it": "Che cosa fa quando qualcosa va male?",
      "fr": "Que faites-vous quand quelque chose va mal ?",
      "es": "¿Qué hace cuando algo sale mal?",
      "ar": "ماذا تفعل عندما يحدث خطأ ما؟",
      "ro": "Ce faceți când ceva merge prost?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I do not know; I stay away from such things.",
        "it": "Non lo so; evito queste cose.",
        "fr": "Je ne sais pas ; j’évite ces choses.",
        "es": "No lo sé; evito esas cosas.",
        "ar": "لا أعرف؛ أتجنب مثل هذه الأمور.",
        "ro": "Nu știu; mă feresc de așa ceva."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I wait until somebody helps.",
        "it": "Aspetto che qualcuno aiuti.",
        "fr": "J’attends que quelqu’un aide.",
        "es": "Espero a que alguien ayude.",
        "ar": "أنتظر حتى يساعدني أحد.",
        "ro": "Aștept să mă ajute cineva."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I look for help and try again.",
        "it": "Cerco aiuto e riprovo.",
        "fr": "Je cherche de l’aide et je réessaie.",
        "es": "Busco ayuda y lo intento otra vez.",
        "ar": "أبحث عن مساعدة وأحاول من جديد.",
        "ro": "Caut ajutor și încerc din nou."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "It has happened: I changed my way, and it worked.",
        "it": "È già successo: ho cambiato modo, e ha funzionato.",
        "fr": "C’est arrivé : j’ai changé de méthode, et ça a marché.",
        "es": "Ya pasó: cambié la forma de hacerlo y funcionó.",
        "ar": "حدث ذلك: غيّرت طريقتي ونجحت.",
        "ro": "S-a întâmplat: am schimbat felul de lucru și a mers."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "language",
   "title": {
    "en": "Language",
    "it": "La lingua",
    "fr": "La langue",
    "es": "El idioma",
    "ar": "اللغة",
    "ro": "Limba"
   },
   "questions": [
    {
     "id": "language-customers",
     "label": {
      "en": "Can you serve customers in their language?",
      "it": "Riesce a servire i clienti nella loro lingua?",
      "fr": "Pouvez-vous servir les clients dans leur langue ?",
      "es": "¿Puede atender a los clientes en su idioma?",
      "ar": "هل تستطيع خدمة الزبائن بلغتهم؟",
      "ro": "Puteți servi clienții în limba lor?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "Not at all.",
        "it": "Per niente.",
        "fr": "Pas du tout.",
        "es": "Nada.",
        "ar": "لا، أبدًا.",
        "ro": "Deloc."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I say greetings and prices.",
        "it": "Dico saluti e prezzi.",
        "fr": "Je dis bonjour et les prix.",
        "es": "Digo saludos y precios.",
        "ar": "أقول التحية والأسعار.",
        "ro": "Spun salutul și prețurile."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I explain what I offer, with mistakes.",
        "it": "Spiego che cosa offro, con errori.",
        "fr": "J’explique ce que je propose, avec des fautes.",
        "es": "Explico lo que ofrezco, con errores.",
        "ar": "أشرح ما أقدمه، مع أخطاء.",
        "ro": "Explic ce ofer, cu greșeli."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I bargain, answer complaints and write messages.",
        "it": "Tratto, rispondo ai reclami e scrivo messaggi.",
        "fr": "Je négocie, je réponds aux plaintes et j’écris des messages.",
        "es": "Negocio, respondo a quejas y escribo mensajes.",
        "ar": "أساوم وأرد على الشكاوى وأكتب الرسائل.",
        "ro": "Negociez, răspund la plângeri și scriu mesaje."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "language-offices",
     "label": {
      "en": "Can you read letters of the offices and fill in forms?",
      "it": "Riesce a leggere le lettere degli uffici e a compilare i moduli?",
      "fr": "Pouvez-vous lire les lettres des bureaux et remplir les formulaires ?",
      "es": "¿Puede leer cartas de las oficinas y rellenar formularios?",
      "ar": "هل تستطيع قراءة رسائل الدوائر وملء الاستمارات؟",
      "ro": "Puteți citi scrisorile birourilor și completa formulare?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I need somebody for every letter.",
        "it": "Ho bisogno di qualcuno per ogni lettera.",
        "fr": "J’ai besoin de quelqu’un pour chaque lettre.",
        "es": "Necesito a alguien para cada carta.",
        "ar": "أحتاج إلى شخص لكل رسالة.",
        "ro": "Am nevoie de cineva pentru fiecare scrisoare."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I see what it is about, no more.",
        "it": "Capisco di che cosa si tratta, non di più.",
        "fr": "Je vois de quoi il s’agit, pas plus.",
        "es": "Veo de qué se trata, nada más.",
        "ar": "أفهم الموضوع فقط.",
        "ro": "Văd despre ce este vorba, nu mai mult."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I understand most and ask about the rest.",
        "it": "Capisco quasi tutto e chiedo il resto.",
        "fr": "Je comprends presque tout et je demande le reste.",
        "es": "Entiendo casi todo y pregunto el resto.",
        "ar": "أفهم معظمها وأسأل عن الباقي.",
        "ro": "Înțeleg aproape tot și întreb restul."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I do it alone.",
        "it": "Lo faccio senza aiuto.",
        "fr": "Je le fais sans aide.",
        "es": "Lo hago sin ayuda.",
        "ar": "أفعل ذلك دون مساعدة.",
        "ro": "Mă descurc fără ajutor."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "experience",
   "title": {
    "en": "Experience",
    "it": "L’esperienza",
    "fr": "L’expérience",
    "es": "La experiencia",
    "ar": "الخبرة",
    "ro": "Experiența"
   },
   "questions": [
    {
     "id": "experience-trade",
     "label": {
      "en": "How long have you done this work, paid or not, in any country?",
      "it": "Da quanto tempo fa questo lavoro, pagato o no, in qualsiasi paese?",
      "fr": "Depuis combien de temps faites-vous ce travail, payé ou non, dans n’importe quel pays ?",
      "es": "¿Cuánto tiempo ha hecho este trabajo, pagado o no, en cualquier país?",
      "ar": "منذ متى تمارس هذا العمل، بأجر أو من دونه، في أي بلد؟",
      "ro": "De cât timp faceți această muncă, plătită sau nu, în orice țară?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I have never done it.",
        "it": "Non l’ho mai fatto.",
        "fr": "Je ne l’ai jamais fait.",
        "es": "No lo he hecho nunca.",
        "ar": "لم أمارسه قط.",
        "ro": "Nu am făcut-o niciodată."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "Some weeks, or I watched others do it.",
        "it": "Qualche settimana, o ho guardato altri farlo.",
        "fr": "Quelques semaines, ou j’ai regardé d’autres le faire.",
        "es": "Unas semanas, o vi a otros hacerlo.",
        "ar": "بضعة أسابيع، أو شاهدت غيري يمارسه.",
        "ro": "Câteva săptămâni sau i-am privit pe alții."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "One or two years, for example in a family shop.",
        "it": "Uno o due anni, per esempio nel negozio di famiglia.",
        "fr": "Un ou deux ans, par exemple dans un magasin de famille.",
        "es": "Uno o dos años, por ejemplo en una tienda familiar.",
        "ar": "سنة أو سنتين، مثلًا في محل العائلة.",
        "ro": "Un an sau doi, de exemplu în magazinul familiei."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "Three years or more; people came because of my work.",
        "it": "Tre anni o più; la gente veniva per il mio lavoro.",
        "fr": "Trois ans ou plus ; on venait pour mon travail.",
        "es": "Tres años o más; la gente venía por mi trabajo.",
        "ar": "ثلاث سنوات أو أكثر؛ وكان الناس يأتون من أجل عملي.",
        "ro": "Trei ani sau mai mult; oamenii veneau pentru munca mea."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "experience-proof",
     "label": {
      "en": "Can you show what you can do?",
      "it": "Può mostrare che cosa sa fare?",
      "fr": "Pouvez-vous montrer ce que vous savez faire ?",
      "es": "¿Puede mostrar lo que sabe hacer?",
      "ar": "هل تستطيع أن تُظهر ما تجيده؟",
      "ro": "Puteți arăta ce știți să faceți?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "No, I have nothing to show.",
        "it": "No, non ho niente da mostrare.",
        "fr": "Non, je n’ai rien à montrer.",
        "es": "No, no tengo nada que mostrar.",
        "ar": "لا، ليس لدي ما أعرضه.",
        "ro": "Nu, nu am ce să arăt."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "People could tell about it.",
        "it": "Ci sono persone che possono raccontarlo.",
        "fr": "Des personnes pourraient en parler.",
        "es": "Hay personas que podrían contarlo.",
        "ar": "هناك من يستطيع أن يشهد بذلك.",
        "ro": "Sunt oameni care pot povesti despre asta."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I have photos, samples or a letter from an employer.",
        "it": "Ho foto, campioni o la lettera di un datore di lavoro.",
        "fr": "J’ai des photos, des échantillons ou une lettre d’un employeur.",
        "es": "Tengo fotos, muestras o una carta de un empleador.",
        "ar": "لدي صور أو عينات أو رسالة من صاحب عمل.",
        "ro": "Am fotografii, mostre sau o scrisoare de la un angajator."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I have a certificate that offices here accept.",
        "it": "Ho un certificato che gli uffici di qui accettano.",
        "fr": "J’ai un certificat que les bureaux d’ici acceptent.",
        "es": "Tengo un certificado que las oficinas de aquí aceptan.",
        "ar": "لدي شهادة تقبلها الدوائر هنا.",
        "ro": "Am un certificat pe care birourile de aici îl acceptă."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "experience-running",
     "label": {
      "en": "Have you sold things or run something of your own, also informally?",
      "it": "Ha venduto cose o gestito qualcosa di suo, anche in modo informale?",
      "fr": "Avez-vous vendu ou géré quelque chose à vous, même de façon informelle ?",
      "es": "¿Ha vendido cosas o llevado algo propio, también de manera informal?",
      "ar": "هل بعت أشياء أو أدرت عملًا خاصًا بك، ولو بشكل غير رسمي؟",
      "ro": "Ați vândut sau ați condus ceva al dumneavoastră, chiar și informal?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "No, never.",
        "it": "No, mai.",
        "fr": "Non, jamais.",
        "es": "No, nunca.",
        "ar": "لا، أبدًا.",
        "ro": "Nu, niciodată."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I have helped somebody who did.",
        "it": "Ho aiutato qualcuno che lo faceva.",
        "fr": "J’ai aidé quelqu’un qui le faisait.",
        "es": "He ayudado a alguien que lo hacía.",
        "ar": "ساعدت من كان يفعل ذلك.",
        "ro": "Am ajutat pe cineva care făcea asta."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I sold on my own, for example at a market or from home.",
        "it": "Ho venduto in proprio, per esempio al mercato o da casa.",
        "fr": "J’ai vendu moi-même, par exemple au marché ou à la maison.",
        "es": "Vendí por mi cuenta, por ejemplo en un mercado o desde casa.",
        "ar": "بعت بنفسي، مثلًا في السوق أو من البيت.",
        "ro": "Am vândut pe cont propriu, de exemplu la piață sau de acasă."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I ran it for a year or more and kept count of the money.",
        "it": "L’ho gestito per un anno o più e tenevo i conti.",
        "fr": "Je l’ai géré un an ou plus et je tenais les comptes.",
        "es": "Lo llevé un año o más y llevaba las cuentas.",
        "ar": "أدرته سنة أو أكثر وكنت أحسب المال.",
        "ro": "Am condus-o un an sau mai mult și am ținut socoteala banilor."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "idea",
   "title": {
    "en": "The idea",
    "it": "L’idea",
    "fr": "L’idée",
    "es": "La idea",
    "ar": "الفكرة",
    "ro": "Ideea"
   },
   "questions": [
    {
     "id": "idea-customers",
     "label": {
      "en": "Who will buy from you?",
      "it": "Chi comprerà da lei?",
      "fr": "Qui achètera chez vous ?",
      "es": "¿Quién le va a comprar?",
      "ar": "من سيشتري منك؟",
      "ro": "Cine va cumpăra de la dumneavoastră?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I do not know yet.",
        "it": "Non lo so ancora.",
        "fr": "Je ne sais pas encore.",
        "es": "Todavía no lo sé.",
        "ar": "لا أعرف بعد.",
        "ro": "Nu știu încă."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I think that there are people who want it.",
        "it": "Penso che ci siano persone che lo vogliono.",
        "fr": "Je pense que des gens en veulent.",
        "es": "Creo que hay gente que lo quiere.",
        "ar": "أظن أن هناك من يريده.",
        "ro": "Cred că sunt oameni care vor asta."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I asked people, and they said that they would buy.",
        "it": "Ho chiesto a delle persone: dicono che comprerebbero.",
        "fr": "J’ai demandé à des gens : ils disent qu’ils achèteraient.",
        "es": "Pregunté a personas y dijeron que comprarían.",
        "ar": "سألت أشخاصًا وقالوا إنهم سيشترون.",
        "ro": "Am întrebat oameni și au spus că ar cumpăra."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "Some have already bought or ordered.",
        "it": "Alcuni hanno già comprato o ordinato.",
        "fr": "Certains ont déjà acheté ou commandé.",
        "es": "Algunos ya han comprado o encargado.",
        "ar": "بعضهم اشترى أو طلب بالفعل.",
        "ro": "Unii au cumpărat sau au comandat deja."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "idea-better",
     "label": {
      "en": "Why would they buy from you and not from others?",
      "it": "Perché da lei e non da altri?",
      "fr": "Pourquoi chez vous et pas chez d’autres ?",
      "es": "¿Por qué le comprarían a usted y no a otros?",
      "ar": "لماذا يشترون منك لا من غيرك؟",
      "ro": "De ce ar cumpăra de la dumneavoastră și nu de la alții?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I do not know who else offers it.",
        "it": "Non so chi altro lo offre.",
        "fr": "Je ne sais pas qui d’autre le propose.",
        "es": "No sé quién más lo ofrece.",
        "ar": "لا أعرف من يقدمه غيري.",
        "ro": "Nu știu cine mai oferă asta."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I know the others, but not what I do better.",
        "it": "Conosco gli altri, ma non so che cosa faccio meglio.",
        "fr": "Je connais les autres, mais pas ce que je fais mieux.",
        "es": "Conozco a los otros, pero no sé qué hago mejor.",
        "ar": "أعرف الآخرين، لكن لا أعرف ما الذي أتفوق فيه.",
        "ro": "Îi cunosc pe ceilalți, dar nu știu ce fac eu mai bine."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I can say what is better with me.",
        "it": "So dire che cosa è meglio da me.",
        "fr": "Je peux dire ce qui est mieux chez moi.",
        "es": "Puedo decir qué es mejor conmigo.",
        "ar": "أستطيع أن أقول ما الأفضل عندي.",
        "ro": "Pot spune ce este mai bine la mine."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I have compared prices and tried mine with customers.",
        "it": "Ho confrontato i prezzi e provato il mio con i clienti.",
        "fr": "J’ai comparé les prix et essayé le mien avec des clients.",
        "es": "He comparado precios y probado el mío con clientes.",
        "ar": "قارنت الأسعار وجربت سعري مع الزبائن.",
        "ro": "Am comparat prețurile și l-am încercat pe al meu cu clienți."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "idea-price",
     "label": {
      "en": "Do you know what it costs you and what you will ask for it?",
      "it": "Sa quanto le costa e quanto chiederà?",
      "fr": "Savez-vous ce que cela vous coûte et ce que vous demanderez ?",
      "es": "¿Sabe cuánto le cuesta y cuánto va a pedir?",
      "ar": "هل تعرف كم يكلفك وكم ستطلب؟",
      "ro": "Știți cât vă costă și cât veți cere?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "No, not yet.",
        "it": "No, non ancora.",
        "fr": "Non, pas encore.",
        "es": "No, todavía no.",
        "ar": "لا، ليس بعد.",
        "ro": "Nu, încă nu."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I know roughly what others ask.",
        "it": "So più o meno quanto chiedono gli altri.",
        "fr": "Je sais à peu près ce que les autres demandent.",
        "es": "Sé más o menos lo que piden otros.",
        "ar": "أعرف تقريبًا ما يطلبه الآخرون.",
        "ro": "Știu cam cât cer alții."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I have written my costs down.",
        "it": "Ho scritto i miei costi.",
        "fr": "J’ai écrit mes coûts.",
        "es": "He escrito mis costes.",
        "ar": "كتبت تكاليفي.",
        "ro": "Mi-am scris costurile."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I know cost and price of one piece or hour, and what is left.",
        "it": "So costo e prezzo di un pezzo o di un’ora, e quanto resta.",
        "fr": "Je connais le coût et le prix d’une pièce ou d’une heure, et ce qui reste.",
        "es": "Sé el coste y el precio de una pieza u hora, y lo que queda.",
        "ar": "أعرف تكلفة القطعة أو الساعة وسعرها وما يبقى.",
        "ro": "Știu costul și prețul unei bucăți sau ore și cât rămâne."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "money",
   "title": {
    "en": "Money",
    "it": "Il denaro",
    "fr": "L’argent",
    "es": "El dinero",
    "ar": "المال",
    "ro": "Banii"
   },
   "questions": [
    {
     "id": "money-start",
     "label": {
      "en": "How much of the money to start do you have?",
      "it": "Quanto ha del denaro per iniziare?",
      "fr": "Quelle part de l’argent pour démarrer avez-vous ?",
      "es": "¿Cuánto tiene del dinero para empezar?",
      "ar": "كم لديك من المال اللازم للبدء؟",
      "ro": "Cât aveți din banii pentru început?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "I do not know how much I need.",
        "it": "Non so quanto mi serve.",
        "fr": "Je ne sais pas combien il me faut.",
        "es": "No sé cuánto necesito.",
        "ar": "لا أعرف كم أحتاج.",
        "ro": "Nu știu de cât am nevoie."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I know how much, but have almost nothing.",
        "it": "So quanto, ma non ho quasi niente.",
        "fr": "Je sais combien, mais je n’ai presque rien.",
        "es": "Sé cuánto, pero no tengo casi nada.",
        "ar": "أعرف كم، لكن لا أملك شيئًا تقريبًا.",
        "ro": "Știu cât, dar nu am aproape nimic."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "About half, or somebody has promised it.",
        "it": "Circa la metà, o qualcuno l’ha promesso.",
        "fr": "Environ la moitié, ou quelqu’un l’a promis.",
        "es": "Alrededor de la mitad, o alguien lo prometió.",
        "ar": "النصف تقريبًا، أو وعدني أحد به.",
        "ro": "Cam jumătate sau cineva i-a promis."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "All of it, or a loan is agreed.",
        "it": "Tutto, o un prestito è concordato.",
        "fr": "Tout, ou un prêt est accordé.",
        "es": "Todo, o hay un préstamo acordado.",
        "ar": "كله، أو تمت الموافقة على قرض.",
        "ro": "Toți, sau un împrumut este aprobat."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "money-last",
     "label": {
      "en": "How long can your household live without income from the firm?",
      "it": "Per quanto tempo può vivere la sua famiglia senza il reddito dell’impresa?",
      "fr": "Combien de temps votre foyer peut-il vivre sans revenu de l’entreprise ?",
      "es": "¿Cuánto puede vivir su hogar sin ingresos del negocio?",
      "ar": "كم تستطيع أسرتك العيش دون دخل من المشروع؟",
      "ro": "Cât timp poate trăi familia fără venituri de la firmă?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "Not at all: rent and food depend on it.",
        "it": "Per niente: affitto e spesa dipendono da questo.",
        "fr": "Pas du tout : loyer et repas en dépendent.",
        "es": "Nada: el alquiler y la comida dependen de él.",
        "ar": "أبدًا: الإيجار والطعام يعتمدان عليه.",
        "ro": "Deloc: chiria și mâncarea depind de el."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "About a month.",
        "it": "Circa un mese.",
        "fr": "Environ un mois.",
        "es": "Alrededor de un mes.",
        "ar": "نحو شهر.",
        "ro": "Cam o lună."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "About three months.",
        "it": "Circa tre mesi.",
        "fr": "Environ trois mois.",
        "es": "Alrededor de tres meses.",
        "ar": "نحو ثلاثة أشهر.",
        "ro": "Cam trei luni."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "Six months, or there is another income.",
        "it": "Sei mesi, o c’è un altro reddito.",
        "fr": "Six mois, ou il y a un autre revenu.",
        "es": "Seis meses, o hay otro ingreso.",
        "ar": "ستة أشهر، أو هناك دخل آخر.",
        "ro": "Șase luni sau există alt venit."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "money-count",
     "label": {
      "en": "Do you write down what comes in and goes out?",
      "it": "Scrive che cosa entra e che cosa esce?",
      "fr": "Écrivez-vous ce qui entre et ce qui sort ?",
      "es": "¿Apunta lo que entra y lo que sale?",
      "ar": "هل تكتب ما يدخل وما يخرج من مال؟",
      "ro": "Scrieți ce intră și ce iese?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "No, I keep it in my head.",
        "it": "No, lo tengo a mente.",
        "fr": "Non, je le garde en tête.",
        "es": "No, lo llevo en la cabeza.",
        "ar": "لا، أحفظه في ذهني.",
        "ro": "Nu, țin minte."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "Sometimes, when it is much.",
        "it": "A volte, quando è tanto.",
        "fr": "Parfois, quand c’est beaucoup.",
        "es": "A veces, cuando es mucho.",
        "ar": "أحيانًا، عندما يكون كثيرًا.",
        "ro": "Uneori, când este mult."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "Every week.",
        "it": "Ogni settimana.",
        "fr": "Chaque semaine.",
        "es": "Cada semana.",
        "ar": "كل أسبوع.",
        "ro": "În fiecare săptămână."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "Every day, and I keep the firm’s money apart from the family’s.",
        "it": "Ogni giorno, e tengo separati i soldi dell’impresa e della famiglia.",
        "fr": "Chaque jour, et je sépare l’argent de l’entreprise et celui de la famille.",
        "es": "Cada día, y separo el dinero del negocio y el de la familia.",
        "ar": "كل يوم، وأفصل مال المشروع عن مال الأسرة.",
        "ro": "În fiecare zi și țin banii firmei separat de ai familiei."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "network",
   "title": {
    "en": "People who help",
    "it": "Persone che aiutano",
    "fr": "Les personnes qui aident",
    "es": "Personas que ayudan",
    "ar": "من يساعدك",
    "ro": "Oameni care ajută"
   },
   "questions": [
    {
     "id": "network-advice",
     "label": {
      "en": "Whom can you ask about business?",
      "it": "A chi può chiedere consigli di lavoro?",
      "fr": "À qui pouvez-vous demander conseil pour les affaires ?",
      "es": "¿A quién puede preguntar sobre negocios?",
      "ar": "من تستطيع أن تسأله عن العمل التجاري؟",
      "ro": "Pe cine puteți întreba despre afaceri?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "Nobody yet.",
        "it": "Ancora a nessuno.",
        "fr": "Encore personne.",
        "es": "Todavía a nadie.",
        "ar": "لا أحد بعد.",
        "ro": "Încă pe nimeni."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "Friends who have no firm.",
        "it": "Ad amici che non hanno un’impresa.",
        "fr": "Des amis qui n’ont pas d’entreprise.",
        "es": "A amigos que no tienen negocio.",
        "ar": "أصدقاء ليس لديهم مشروع.",
        "ro": "Prieteni care nu au firmă."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "Somebody who has a firm.",
        "it": "A qualcuno che ha un’impresa.",
        "fr": "Quelqu’un qui a une entreprise.",
        "es": "A alguien que tiene un negocio.",
        "ar": "شخص لديه مشروع.",
        "ro": "Pe cineva care are o firmă."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "Somebody in my trade, and an office or association as well.",
        "it": "A qualcuno del mio mestiere, e anche a un ufficio o a un’associazione.",
        "fr": "Quelqu’un de mon métier, et aussi un bureau ou une association.",
        "es": "A alguien de mi oficio, y también a una oficina o asociación.",
        "ar": "شخص في مهنتي، وكذلك مكتب أو جمعية.",
        "ro": "Pe cineva din meseria mea și un birou sau o asociație."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "network-partners",
     "label": {
      "en": "Do you know suppliers, partners or people who bring customers?",
      "it": "Conosce fornitori, soci o persone che portano clienti?",
      "fr": "Connaissez-vous des fournisseurs, des partenaires ou des gens qui amènent des clients ?",
      "es": "¿Conoce proveedores, socios o personas que traigan clientes?",
      "ar": "هل تعرف موردين أو شركاء أو من يجلب الزبائن؟",
      "ro": "Cunoașteți furnizori, parteneri sau oameni care aduc clienți?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "None yet.",
        "it": "Ancora nessuno.",
        "fr": "Encore aucun.",
        "es": "Todavía ninguno.",
        "ar": "لا أحد بعد.",
        "ro": "Încă niciunul."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I know where to look for them.",
        "it": "So dove cercarli.",
        "fr": "Je sais où les chercher.",
        "es": "Sé dónde buscarlos.",
        "ar": "أعرف أين أبحث عنهم.",
        "ro": "Știu unde să îi caut."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I have talked to some.",
        "it": "Ho parlato con alcuni.",
        "fr": "J’ai parlé avec quelques-uns.",
        "es": "He hablado con algunos.",
        "ar": "تحدثت مع بعضهم.",
        "ro": "Am vorbit cu câțiva."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I have agreed with at least one.",
        "it": "Ho un accordo con almeno uno.",
        "fr": "J’ai un accord avec au moins un.",
        "es": "Tengo un acuerdo con al menos uno.",
        "ar": "لدي اتفاق مع واحد على الأقل.",
        "ro": "Am o înțelegere cu cel puțin unul."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "transnational",
   "title": {
    "en": "Both countries",
    "it": "I due paesi",
    "fr": "Les deux pays",
    "es": "Los dos países",
    "ar": "البلدان معًا",
    "ro": "Cele două țări"
   },
   "questions": [
    {
     "id": "transnational-contacts",
     "label": {
      "en": "Are there people in the other country with whom you can do business?",
      "it": "Ci sono persone nell’altro paese con cui può fare affari?",
      "fr": "Y a-t-il dans l’autre pays des personnes avec qui vous pouvez faire des affaires ?",
      "es": "¿Hay personas en el otro país con las que pueda hacer negocios?",
      "ar": "هل في البلد الآخر أشخاص يمكنك العمل معهم تجاريًا؟",
      "ro": "Sunt în cealaltă țară oameni cu care puteți face afaceri?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "No, nobody.",
        "it": "No, nessuno.",
        "fr": "Non, personne.",
        "es": "No, nadie.",
        "ar": "لا، لا أحد.",
        "ro": "Nu, nimeni."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "Family and friends, for advice.",
        "it": "Parenti e amici, per un consiglio.",
        "fr": "La famille et des amis, pour un conseil.",
        "es": "Familia y amigos, para un consejo.",
        "ar": "الأهل والأصدقاء، للنصيحة.",
        "ro": "Familie și prieteni, pentru un sfat."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "Somebody who would buy, sell or store for me.",
        "it": "Qualcuno che comprerebbe, venderebbe o terrebbe merce per me.",
        "fr": "Quelqu’un qui achèterait, vendrait ou stockerait pour moi.",
        "es": "Alguien que compraría, vendería o guardaría para mí.",
        "ar": "شخص يشتري أو يبيع أو يخزن لي.",
        "ro": "Cineva care ar cumpăra, vinde sau depozita pentru mine."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "We have already traded or worked together.",
        "it": "Abbiamo già commerciato o lavorato insieme.",
        "fr": "Nous avons déjà fait du commerce ou travaillé ensemble.",
        "es": "Ya hemos comerciado o trabajado juntos.",
        "ar": "سبق أن تاجرنا أو عملنا معًا.",
        "ro": "Am făcut deja comerț sau am lucrat împreună."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "transnational-rules",
     "label": {
      "en": "Do you know how goods, money and papers go between the two countries?",
      "it": "Sa come passano merci, denaro e documenti tra i due paesi?",
      "fr": "Savez-vous comment marchandises, argent et papiers passent entre les deux pays ?",
      "es": "¿Sabe cómo pasan mercancías, dinero y papeles entre los dos países?",
      "ar": "هل تعرف كيف تنتقل البضائع والأموال والأوراق بين البلدين؟",
      "ro": "Știți cum trec marfa, banii și actele între cele două țări?"
     },
     "type": "choice",
     "options": [
      {
       "value": "0",
       "label": {
        "en": "No, I do not.",
        "it": "No, non lo so.",
        "fr": "Non, je ne le sais pas.",
        "es": "No, no lo sé.",
        "ar": "لا، لا أعرف.",
        "ro": "Nu, nu știu."
       },
       "score": 0,
       "alone": false
      },
      {
       "value": "1",
       "label": {
        "en": "I know how a family sends things.",
        "it": "So come spedisce le cose una famiglia.",
        "fr": "Je sais comment une famille envoie des choses.",
        "es": "Sé cómo una familia envía cosas.",
        "ar": "أعرف كيف ترسل الأسر الأشياء.",
        "ro": "Știu cum trimite o familie lucruri."
       },
       "score": 1,
       "alone": false
      },
      {
       "value": "2",
       "label": {
        "en": "I know which papers and costs a firm has.",
        "it": "So quali documenti e costi ha un’impresa.",
        "fr": "Je sais quels papiers et coûts a une entreprise.",
        "es": "Sé qué papeles y costes tiene un negocio.",
        "ar": "أعرف أوراق الشركات وتكاليفها.",
        "ro": "Știu ce acte și costuri are o firmă."
       },
       "score": 2,
       "alone": false
      },
      {
       "value": "3",
       "label": {
        "en": "I have done it for business, with papers.",
        "it": "L’ho fatto per lavoro, con i documenti.",
        "fr": "Je l’ai fait pour les affaires, avec des papiers.",
        "es": "Lo he hecho por negocio, con papeles.",
        "ar": "فعلت ذلك تجاريًا، بأوراق رسمية.",
        "ro": "Am făcut-o pentru afaceri, cu acte."
       },
       "score": 3,
       "alone": false
      }
     ],
     "weight": 1,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  },
  {
   "id": "blockers",
   "title": {
    "en": "What may stand in the way",
    "it": "Che cosa può impedirlo",
    "fr": "Ce qui peut empêcher de commencer",
    "es": "Lo que puede impedirlo",
    "ar": "ما قد يمنع البدء",
    "ro": "Ce poate sta în cale"
   },
   "questions": [
    {
     "id": "blocker-permit",
     "label": {
      "en": "The residence permit does not allow work for oneself.",
      "it": "Il permesso di soggiorno non consente il lavoro in proprio.",
      "fr": "Le titre de séjour ne permet pas de travailler à son compte.",
      "es": "El permiso de residencia no permite trabajar por cuenta propia.",
      "ar": "تصريح الإقامة لا يسمح بالعمل الحر.",
      "ro": "Permisul de ședere nu permite munca pe cont propriu."
     },
     "type": "choice",
     "options": [
      {
       "value": "yes",
       "label": {
        "en": "Yes, this is so",
        "it": "Sì, è così",
        "fr": "Oui, c’est le cas",
        "es": "Sí, es así",
        "ar": "نعم، الأمر كذلك",
        "ro": "Da, așa este"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "no",
       "label": {
        "en": "No",
        "it": "No",
        "fr": "Non",
        "es": "No",
        "ar": "لا",
        "ro": "Nu"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "unknown",
       "label": {
        "en": "I do not know",
        "it": "Non lo so",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
        "ro": "Nu știu"
       },
       "score": null,
       "alone": false
      }
     ],
     "weight": null,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "blocker-papers",
     "label": {
      "en": "Valid identity papers are missing.",
      "it": "Mancano documenti di identità validi.",
      "fr": "Il manque des papiers d’identité valables.",
      "es": "Faltan documentos de identidad válidos.",
      "ar": "لا توجد وثائق هوية سارية.",
      "ro": "Lipsesc acte de identitate valabile."
     },
     "type": "choice",
     "options": [
      {
       "value": "yes",
       "label": {
        "en": "Yes, this is so",
        "it": "Sì, è così",
        "fr": "Oui, c’est le cas",
        "es": "Sí, es así",
        "ar": "نعم، الأمر كذلك",
        "ro": "Da, așa este"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "no",
       "label": {
        "en": "No",
        "it": "No",
        "fr": "Non",
        "es": "No",
        "ar": "لا",
        "ro": "Nu"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "unknown",
       "label": {
        "en": "I do not know",
        "it": "Non lo so",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
        "ro": "Nu știu"
       },
       "score": null,
       "alone": false
      }
     ],
     "weight": null,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "blocker-recognition",
     "label": {
      "en": "The trade is regulated, and the training is not recognised here.",
      "it": "Il mestiere è regolamentato e la formazione non è riconosciuta qui.",
      "fr": "Le métier est réglementé et la formation n’est pas reconnue ici.",
      "es": "El oficio está regulado y la formación no está reconocida aquí.",
      "ar": "المهنة منظمة بقانون والتدريب غير معترف به هنا.",
      "ro": "Meseria este reglementată, iar pregătirea nu este recunoscută aici."
     },
     "type": "choice",
     "options": [
      {
       "value": "yes",
       "label": {
        "en": "Yes, this is so",
        "it": "Sì, è così",
        "fr": "Oui, c’est le cas",
        "es": "Sí, es así",
        "ar": "نعم، الأمر كذلك",
        "ro": "Da, așa este"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "no",
       "label": {
        "en": "No",
        "it": "No",
        "fr": "Non",
        "es": "No",
        "ar": "لا",
        "ro": "Nu"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "unknown",
       "label": {
        "en": "I do not know",
        "it": "Non lo so",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
        "ro": "Nu știu"
       },
       "score": null,
       "alone": false
      }
     ],
     "weight": null,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "blocker-licence",
     "label": {
      "en": "A licence that the trade needs was refused or cannot be had now.",
      "it": "Una licenza necessaria è stata rifiutata o ora non si può avere.",
      "fr": "Une licence nécessaire a été refusée ou ne peut pas être obtenue maintenant.",
      "es": "Una licencia necesaria fue denegada o no se puede obtener ahora.",
      "ar": "رخصة لازمة للمهنة رُفضت أو لا يمكن الحصول عليها الآن.",
      "ro": "O licență necesară a fost refuzată sau nu se poate obține acum."
     },
     "type": "choice",
     "options": [
      {
       "value": "yes",
       "label": {
        "en": "Yes, this is so",
        "it": "Sì, è così",
        "fr": "Oui, c’est le cas",
        "es": "Sí, es así",
        "ar": "نعم، الأمر كذلك",
        "ro": "Da, așa este"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "no",
       "label": {
        "en": "No",
        "it": "No",
        "fr": "Non",
        "es": "No",
        "ar": "لا",
        "ro": "Nu"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "unknown",
       "label": {
        "en": "I do not know",
        "it": "Non lo so",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
        "ro": "Nu știu"
       },
       "score": null,
       "alone": false
      }
     ],
     "weight": null,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "blocker-ban",
     "label": {
      "en": "A court or an office has forbidden running a firm.",
      "it": "Un tribunale o un ufficio ha vietato di gestire un’impresa.",
      "fr": "Un tribunal ou un bureau a interdit de gérer une entreprise.",
      "es": "Un tribunal o una oficina ha prohibido llevar un negocio.",
      "ar": "منعت محكمة أو دائرة رسمية إدارة مشروع.",
      "ro": "O instanță sau un birou a interzis conducerea unei firme."
     },
     "type": "choice",
     "options": [
      {
       "value": "yes",
       "label": {
        "en": "Yes, this is so",
        "it": "Sì, è così",
        "fr": "Oui, c’est le cas",
        "es": "Sí, es así",
        "ar": "نعم، الأمر كذلك",
        "ro": "Da, așa este"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "no",
       "label": {
        "en": "No",
        "it": "No",
        "fr": "Non",
        "es": "No",
        "ar": "لا",
        "ro": "Nu"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "unknown",
       "label": {
        "en": "I do not know",
        "it": "Non lo so",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
        "ro": "Nu știu"
       },
       "score": null,
       "alone": false
      }
     ],
     "weight": null,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "blocker-debt",
     "label": {
      "en": "There are debts that cannot be paid back.",
      "it": "Ci sono debiti che non si riescono a pagare.",
      "fr": "Il y a des dettes qui ne peuvent pas être remboursées.",
      "es": "Hay deudas que no se pueden pagar.",
      "ar": "هناك ديون لا يمكن سدادها.",
      "ro": "Există datorii care nu pot fi plătite."
     },
     "type": "choice",
     "options": [
      {
       "value": "yes",
       "label": {
        "en": "Yes, this is so",
        "it": "Sì, è così",
        "fr": "Oui, c’est le cas",
        "es": "Sí, es así",
        "ar": "نعم، الأمر كذلك",
        "ro": "Da, așa este"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "no",
       "label": {
        "en": "No",
        "it": "No",
        "fr": "Non",
        "es": "No",
        "ar": "لا",
        "ro": "Nu"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "unknown",
       "label": {
        "en": "I do not know",
        "it": "Non lo so",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
        "ro": "Nu știu"
       },
       "score": null,
       "alone": false
      }
     ],
     "weight": null,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    },
    {
     "id": "blocker-language",
     "label": {
      "en": "There is no language in common with customers or offices, and nobody interprets.",
      "it": "Non c’è una lingua comune con clienti o uffici, e nessuno traduce.",
      "fr": "Il n’y a pas de langue commune avec les clients ou les bureaux, et personne ne traduit.",
      "es": "No hay un idioma común con clientes u oficinas, y nadie interpreta.",
      "ar": "لا توجد لغة مشتركة مع الزبائن أو الدوائر، ولا أحد يترجم.",
      "ro": "Nu există o limbă comună cu clienții sau birourile și nimeni nu traduce."
     },
     "type": "choice",
     "options": [
      {
       "value": "yes",
       "label": {
        "en": "Yes, this is so",
        "it": "Sì, è così",
        "fr": "Oui, c’est le cas",
        "es": "Sí, es así",
        "ar": "نعم، الأمر كذلك",
        "ro": "Da, așa este"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "no",
       "label": {
        "en": "No",
        "it": "No",
        "fr": "Non",
        "es": "No",
        "ar": "لا",
        "ro": "Nu"
       },
       "score": null,
       "alone": false
      },
      {
       "value": "unknown",
       "label": {
        "en": "I do not know",
        "it": "Non lo so",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
        "ro": "Nu știu"
       },
       "score": null,
       "alone": false
      }
     ],
     "weight": null,
     "help": null,
     "required": true,
     "maxLines": null,
     "condition": null,
     "contact": false,
     "identifying": false,
     "note": null
    }
   ]
  }
 ]
}
$content$, '2026-11-22T00:00:00Z');

create function readiness.newest_version() returns uuid
language sql stable security definer set search_path = ''
as $$
  select v.id
    from instruments.versions v
    join instruments.instruments i on i.id = v.instrument_id
   where i.code = 'readiness'
   order by v.number desc
   limit 1
$$;
comment on function readiness.newest_version() is 'The questions that are asked now.';
revoke execute on function readiness.newest_version() from public;
grant execute on function readiness.newest_version() to ponte_app, ponte_owner;

alter table readiness.assessments add column version_id uuid;
update readiness.assessments set version_id = '01a20000-0000-7000-8000-000000000110';
alter table readiness.assessments
  alter column version_id set not null,
  alter column version_id set default readiness.newest_version(),
  add constraint assessments_version foreign key (version_id) references instruments.versions (id);
create index assessments_version_id on readiness.assessments (version_id);
comment on column readiness.assessments.version_id is 'Version of the questionnaire to which it is answered: the newest when it was begun, for good.';

create function readiness.keep_version() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null then return new; end if;
  if tg_op = 'INSERT' and new.version_id is distinct from readiness.newest_version() then
    raise exception 'an assessment is begun with the newest questions' using errcode = 'check_violation', constraint = 'assessments_newest';
  end if;
  if tg_op = 'UPDATE' and new.version_id is distinct from old.version_id then
    raise exception 'an assessment keeps its questions' using errcode = 'check_violation', constraint = 'assessments_frozen';
  end if;
  return new;
end
$$;
comment on function readiness.keep_version() is 'An assessment is begun with the newest version of the questions and keeps it.';
create trigger keep_version before insert or update of version_id on readiness.assessments
  for each row execute function readiness.keep_version();
