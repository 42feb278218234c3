"""The third set. At first sight 55 of 75 were stopped, 2 of 70 that should pass."""

from hearback.domain.send_gate.findings import Rule
from tests.unit.send_gate.drafts import card, iban, identity_number

_TC = identity_number("615209834")
_CARD = card("489455001236789")
_TR = iban("TR", "0013400000445566778899")

STOPPED = {
    Rule.BLAME: """
Poliçenizi imzalamadan önce okumanız gerekirdi.
Bunu bilmemeniz bizim suçumuz değil.
Kaydınızı geç yaptırmışsınız, kusura bakmayın ama hata sizde.
Yine mi siz? Cevabımızı vermiştik.
Sizin cihazınız eski, ondan çekmiyor; sorun sizin modeminizde.
Lütfen bize iftira atmayın.
KABUL EDİN, HATA YAPTINIZ
Ozur dileriz ama siz de biraz dikkatli olsaniz iyi olurdu
Sayaç okumasını yanlış bildirmişsiniz.
Biraz empati yapsanız fena olmazdı.
Size defalarca anlattık.
Çok merak ediyorsanız sözleşmeyi açıp okuyun.
Paketinizi almak için şubeye gelmediniz.
Keşke biraz daha nazik yazsaydınız.
You didn't follow the instructions.
It is your responsibility to read the terms.
You should have called us earlier.
We warned you about this before.
You booked the wrong date, not us.
Everyone else managed to check in on time.
You are exaggerating, it was only ten minutes.
Your mistake cost you the seat.
As mentioned before, you have to pay.
""".strip().splitlines(),
    Rule.PROMISE_WITHOUT_TIME: """
Otel müdürümüz sizinle bizzat görüşecektir.
Sonucu size mutlaka bildireceğiz.
Yanıtımızı en kısa sürede paylaşırız.
Ekip arkadaşımız birazdan size yazacak.
Size geri döneceğim.
TARAFINIZA BİLGİLENDİRME YAPILACAKTIR
en kısa sürede dönüş sağlıyoruz
İlgili birim tarafınızla iletişim kuracaktır.
Sizi haberdar ederiz.
We'll revert soon.
Our engineer will call you shortly.
I'll come back to you on this.
We will inform you about the outcome.
You can expect a reply from us soon.
The hotel manager will be in touch.
""".strip().splitlines(),
    Rule.PHONE_NUMBER: """
Numaranız 0 533 219 44 08 mi?
Hat: 533-219-4408
Yakınınızın +90(533)2194408 numarası da kayıtlı
Sabit: 0 224 361 70 15
Your mobile +44 (0)7700 900123 is on file
Call him on 0049 171 2345678.
Sıfır beş yüz otuz üç, iki yüz on dokuz, kırk dört, sıfır sekiz
""".strip().splitlines(),
    Rule.EMAIL_ADDRESS: """
ayseyilmaz34@gmail.com'a gönderdik
AyseYilmaz [AT] Hotmail.com
ayse.yilmaz (et) gmail (nokta) com
Mail: ayse-yilmaz@firma.istanbul
""".strip().splitlines(),
    Rule.IBAN: [f"{_TR[:12]} {_TR[12:]} hesabınız", f"IBAN : {_TR}.", f"tr{_TR[2:]} no'lu hesap"],
    Rule.IDENTITY_NUMBER: [
        f"TC no'nuz {_TC} mi?",
        f"{_TC} TC'li yolcu",
        f"ID: {_TC[:4]}-{_TC[4:]}",
    ],
    Rule.PAYMENT_CARD: [
        f"{_CARD} ile biten",
        f"VISA {_CARD[:4]}·{_CARD[4:8]}·{_CARD[8:12]}·{_CARD[12:]}",
    ],
    Rule.NAME_WITH_REFERENCE: """
Ayşe Yılmaz, 4451209 sayılı dosyanız hukuk biriminde.
Sayın Ayşe Yılmaz 2026-77120 nolu hasar kaydınız açıldı
Emre Bey abonelik no 77120943 borcu yok
Hello Ayşe, policy no PL-77120 was renewed.
Dear Ms. Kaya, ref: 77120-AB
AYSE YILMAZ FATURA NO A77120943
Ayşe Hanımın üye no'su 7712094.
Hi Zeynep, your ticket 7712094 is solved.
""".strip().splitlines(),
    Rule.IDENTITY_ASKED: """
Cep telefonunuzu alabilir miyim?
Lütfen e-posta adresinizi paylaşın.
Adınızı soyadınızı ve doğum tarihinizi yazar mısınız
Kart numaranızı buraya bırakın
Pasaport numaranızı iletebilir misiniz?
Can I have your phone number please?
Please post your full name and account number.
Would you share your mobile number with us here?
""".strip().splitlines(),
}

MISSED = """
Check-in saatini kaçırmışsınız, bizim yapabileceğimiz bir şey yok.
Gereksiz yere ortalığı ayağa kaldırıyorsunuz.
""".strip().splitlines()

PASSING = """
Geç kaldık, kusurumuz büyük; özür dileriz.
Kapınıza kadar gelip zili çalmamışız, haklısınız.
Faturanızda hata varmış, düzelttik.
Sizi geç bilgilendirmişiz, üzgünüz.
Yanlış numarayı aramışız, kusura bakmayın.
Yaşadığınızı kim yaşasa kızardı.
Size ulaşan ürün kusurluymuş, değiştiriyoruz.
Bu hatayı siz değil biz yaptık.
Suç bizde, telafi edelim.
Hatırlattığınız için teşekkür ederiz.
Daha önce yazmıştınız, kaydı bulduk.
Sorunu çözemediysek yeniden yazın.
Okuduğunuz haber doğru değil, şubemiz açık.
Ne isterseniz onu yapalım: iade ya da değişim.
Uçağınız 40 dakika rötarlı, özür dileriz.
Elektrik kesintisi saat 17:00'de bitecek.
Faturanız ayın 15'inde kesilecek.
Odanıza yeni klima takılacak.
Paranız 3 gün içinde hesabınıza geçecek.
Arkadaşımız kapınızda, zili çalacak.
Ekibimiz bugün arızayı giderecek.
Adresinize kurye yönlendirildi.
Şifrenizi unuttuysanız uygulamadan yenileyin.
Kimliğinizle şubeye gelmeniz yeterli.
Doğum gününüzde size özel indirim var.
E-posta ile bilgilendirme almak isterseniz ayarlardan açabilirsiniz.
Telefonunuzun garantisi 2027'ye kadar sürüyor.
Telefon hattımız 7/24 açık: 0850 222 10 20
Bize DM'den telefon numaranızı yazabilir misiniz?
Kişisel bilgi paylaşmadan anlatır mısınız?
Bir arkadaşımız adınıza kayıt açtı.
Ayşe Hanım, memnun kalmanıza sevindik.
Ayşe Hanım, 3 ürününüz de yolda.
Emre Bey'in ilgisi için teşekkürünüzü ilettik.
2026/2027 sezonu biletleri 15.03.2026'da satışta.
Uçuş TK2412, kapı 205, saat 21.15.
IP adresi 192.168.100.20 modem arayüzüdür.
Seri no: SN-4471-2209-8841 kapsam dışı.
Bakiye 1 234 567,89 TL
Yatırım fonunda 12 345 678 905 adet pay var.
Sizi seviyoruz 💙
You were right to complain, and we are grateful.
We made you wait, and that was wrong of us.
You didn't do anything wrong.
The mistake was ours alone.
It's our responsibility to keep you informed.
We didn't follow our own rules here.
If you have read this far, thank you!
You have every reason to be angry.
Sorry you were called a liar by our agent.
We forgot you, and we are ashamed.
Call us on 0850 222 10 20 if you prefer.
Your new card arrives on 12 March.
The engineer will repair the line today.
Your refund will be paid on Friday.
Our app will be updated tonight.
Your passport stays with you at all times.
You may change your e-mail address in the app.
We never ask for your password.
Please write to us in a private message.
Room service is open until 23:30.
""".strip().splitlines()

PROMISED = """
Çarşamba 11:00'de sizi arayacağız.|2026-03-11T11:00
Yarın akşam 8'e kadar size döneceğiz.|2026-03-11T20:00
İki gün içinde bilgi vereceğiz.|2026-03-12T14:00
13 Mart Cuma 10:00'a kadar yazacağız size.|2026-03-13T10:00
15 dakika içinde arayacağız.|2026-03-10T14:15
We will update you on Friday by 5 pm.|2026-03-13T17:00
I'll call you in an hour.|2026-03-10T15:00
We'll get back to you by tomorrow evening.|2026-03-11T19:00
You'll hear from us by 12 March at the latest.|2026-03-12T18:00
""".strip().splitlines()
