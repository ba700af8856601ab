"""Word lists for English, the language the extractive rules cover best."""

from typing import Final

from studyapp.generation.extractive.languages.words import Words
from studyapp.rules.text import word_set

ENGLISH: Final = Words(
    leaning=word_set(
        """
        compare contrast describe discuss list identify calculate define evaluate analyze analyse summarize
        summarise write draw find choose determine read look think try ask make give keep take record conduct
        it its this these those that they their them he she his her him such here another other others one
        neither none either so but and or nor then thus hence also instead otherwise similarly likewise
        moreover furthermore finally however therefore consequently nevertheless nonetheless meanwhile
        additionally besides conversely alternatively accordingly afterwards later earlier soon next first
        second third lastly secondly firstly note remember see consider compute explain recall imagine suppose
        assume let please welcome example solution proof hint warning tip figure table exercise question
        answer further still yet perhaps maybe yes no well now today yesterday tomorrow unfortunately
        fortunately interestingly surprisingly indeed clearly obviously even only whereas unless which who
        whose where what why how
        """
    ),
    half_leaning=word_set("most many some both each all several few"),
    verbs=word_set("of were are have had is was can do did believe could think say"),
    pointing=word_set("this these those former latter aforementioned above-mentioned following thereby such therein"),
    personal=word_set(
        "i we you our ours your yours us my mine me myself ourselves yourself i'm we're you're let's we'll you'll"
    ),
    small=word_set(
        """
        the a an of to in on at by for from with without within into onto upon over under between among
        through during before after against about above below across along around behind beside beyond near
        off out per toward towards until up down via as than like and or but nor so yet if when while because
        since although though whereas whether unless that which who whom whose where what why how is are was
        were be been being am has have had having do does did done doing can could may might must shall should
        will would cannot not no it its he she they them their his her him i we you our your my me us this
        these those such there here all any both each every either neither some few many much more most other
        another several own same one two three four five six seven eight nine ten first second third last next
        then also too very only just even still already often always never usually sometimes rarely again once
        further however therefore thus hence instead rather almost nearly approximately roughly quite less
        least enough together apart away back well ever far long later earlier soon now today ago else except
        including according unlike using due despite regardless whatever whichever eleven twelve thirteen fifteen twenty
        thirty forty fifty sixty hundred thousand million billion everywhere somewhere anywhere nowhere abroad
        something anything nothing everything somebody anybody nobody everybody everyone someone themselves
        itself himself herself ourselves oneself
        """
    ),
    plain=word_set(
        """
        act acts acted add adds added affect affects affected agree agreed allow allows allowed appear appears
        appeared apply applies applied arise arises arose ask asks asked attach attaches attached become
        becomes became begin begins began begun believe believed belong belongs bind binds bound block blocks
        blocked break breaks broke broken bring brings brought build builds built call calls called carry
        carries carried catch caught cause causes caused change changes changed choose chose close closes
        closed come comes came conquered consider considered consist consists consisted contain contains
        contained continue continues continued control cool cover covers covered create creates created cross
        cut cuts damages decide decided decrease decreases decreased deliver delivers depend depends depended
        derive describe describes described destroy destroys destroyed develop develops developed differ
        differs die dies died discover discovered dissolve dissolves divide divides divided drive drives
        driven drop drops dry enable enables end ends ended enter enters entered exist exists existed expand
        expelled explain explains fall falls fell fallen feed find finds found fit fits fix fixes flow flows
        fly follow follows followed force form forms formed forward gain gains gained gather get gets give
        gives gave given go goes going gone got granted grew grow grows grown handle happen happens happened
        help helps helped hold holds held identify include includes included increase increases increased
        influence influences inhibit inhibits introduce introduces introduced join joins joined jump keep
        keeps kept kill kills killed know knows known lead leads led leave leaves left let lets lie lies live
        lives lived look looks looked lose loses lost lower lowers made make makes making mark marked measure
        measures measured meet meets met mix move moves moved name named need needs needed obtain obtained
        occupied occur occurs occurred offer open opens opened orbit pass passes passed pay pays perform
        performs place places placed plundered prefer preferred prevent prevents produce produces produced
        protect protects protected prove proved provide provides provided publish published pull push put puts
        raise raised ran reach reaches reached react reacts receive receives received reduce reduces reduced
        refer refers regulate release releases released remain remains remained remove removes removed replace
        replaced represent require requires required resemble reserved respond result results resulted return
        returns rise rises rose run runs said sailed saw say says see seen send sends sent separate serve
        serves served set sets settled show shows showed shown sign signed slow slows solve sought speak
        speeds spend spent split splits spread stand stands start starts started stay stays stayed stop stops
        stopped store stores stored stretch succeed suffer supply support supports survive survived take takes
        taken taking tell tells think thought took transfer transport travel travelled tried try turn turns
        turned use uses used using vary wanted watch wear went win wins won work works worked write writes
        written wrote yield yields occupy moving living acting amount aspect back base basis beginning bit
        bottom care case centre center century chance chest choice class colleague colleagues combination
        condition conditions couple course danger day days decade deal decision detail difference direction
        edge effect effects ending event evidence example examples extent fact factor feature figure front
        function group groups growth hand head height history hour hours idea importance inside item kinds
        knowledge lack lecture length lesson level levels life line list lot lots majority man manner matter
        mean meaning means member members men method minute minutes moment month months names nature number
        numbers object order outside pair parts pattern people percent percentage period person piece pieces
        point points position possibility practice presence principle problem problems process processes
        property purpose quality quantity question range rate reason reasons relation rest role row rule scale
        second seconds section sense series shape side sides situation size sort sorts source space stage
        stages state step steps structure study subject substance sum surface symbol system task term terms
        theory thing things thousands hundreds millions time times topic type types unit user users value
        values variety version view visitor visitors way ways week weeks woman women word words world year
        years
        """
    ),
    adjectives=word_set(
        """
        able active additional available average bad basic best better big black blue brief bright broad
        certain clean clear cold common commonly complete completely complex constant constantly current dark
        deep different difficult directly dominated early easier easily easy effective entire equal essential
        exact exactly existing extra extremely fairly false familiar famous fast faster final fine fixed flat
        free frequently full fully general generally good great greater greatest green hard heavily heavy high
        higher highest highly hot huge human ideal immediately important independent indirectly individual
        initial inner instance internal involved irregularly key large larger largely largest late latter less
        likely little local low main mainly major maximum mere mild minor modern much narrow natural necessary
        new non normal normally notable obvious old older only opposite ordinary original originally outer
        overall own part partial partly particular particularly physical poor popular possible powerful
        precise present previous primarily primary principal private probably proper public pure quick quickly
        rapid rapidly rare raw ready real really recent recently red regular related relative relatively
        relevant reliable reliably responsible rich right rough round safe safely secondary serious severe
        sharp sharply short shorter significant silent similar simple simpler simply single slight slightly
        slowly small smaller smallest smooth soft sole special specific stable standing standard steady steep
        strict strictly strong stronger strongly subsequent successful sudden sufficient suitable sure
        surrounding sweet tall thick thin tight tiny top total totally true typical typically ultimate unable
        unique unknown unlike unusual upper useful useless usual valuable various vast visible vital warm weak
        wet white whole wide widely wild wrong yellow young younger
        """
    ),
    articles=word_set("the a an"),
    roles=word_set(
        """
        town city village king queen ruler author writer poet scientist researcher company firm country nation
        state government war battle conflict treaty building device machine man woman boy girl child scholar
        painter book novel poem film paper work experiment discovery invention law rule rules method approach
        technique algorithm river island ship region area territory settlement empire movement party event
        disease patient plant animal species organism reaction language word name term title phrase expression
        figure number value answer collection temple church castle road letter document text story legend plan
        project organisation organization committee council meeting crisis revolt rebellion attack siege army
        fleet enemy
        """
    ),
)
