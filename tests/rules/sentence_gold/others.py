"""Texts in other languages, each with a `¦` wherever a sentence ends."""

from typing import Final

OTHERS: Final = (
    "Los EE. UU. Compraron Alaska en 1867.¦ El precio fue bajo.",
    "Los EE. UU. son una federación.¦ Su capital es Washington.",
    "Algunos metales, p. ej. El hierro, son magnéticos.¦ Otros no.",
    "El Sr. Ruiz y la Dra. Peña llegaron tarde.¦ ¿Quién los esperaba?¦ Nadie.",
    "¡Qué frío!¦ El río está helado.",
    "M. Dupont et Mme Leroy habitent à Lyon.¦ Ils sont voisins.",
    "Le temple date de 500 av. J.-C. environ.¦ Il est en ruine.",
    "Le taux est de 3,5 %.¦ C'est peu.",
    "Il dott. Rossi abita qui.¦ La sig.ra Bianchi lo conosce.",
    "O Sr. Silva chegou às 9 h.¦ A reunião começou.",
    "细胞是生命的基本单位。¦细胞有细胞膜。¦病毒没有细胞吗？¦没有！",
    "光合成は葉で起こる。¦「これは重要だ。」¦次に呼吸を学ぶ。",
    "कोशिका जीवन की इकाई है।¦ इसमें झिल्ली होती है।",
    "الخلية هي وحدة الحياة.¦ هل للفيروس خلية؟¦ لا.",
    "خلیہ زندگی کی اکائی ہے۔¦ اس میں جھلی ہوتی ہے۔",
    "Клетка — единица жизни.¦ У неё есть мембрана.",
    "Он жил в 19 в. и т. д. до конца.",
)
